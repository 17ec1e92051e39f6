# What the Java machine learns from calls (its ahead-of-time cache, JEP 514 and JEP 515), kept beside lib/ so that later
# starts are quick. It holds for one Java and one set of jars; the file beside it says for which. Read by dragoman.
#
#   $lib      the folder with the jars         $learnt   the file that keeps what was learnt
#   $tuning, $collector   the gateway's options  $always   the options of every command

# The jars in one order everywhere: what was learnt holds for one class path only.
class_path() {
    (
        LC_ALL=C
        jars=
        for jar in "$lib"/*.jar; do jars=$jars:$jar; done
        echo "${jars#:}"
    )
}

# Which Java and which jars are here, as a number.
learnt_for() {
    {
        cat "$JAVA_HOME/release" || :
        stat -L -c '%s %Y' "$JAVA_HOME/lib/server/libjvm.so" "$JAVA_HOME/lib/modules" || :
        (LC_ALL=C && cd "$lib" && stat -c '%n %s %Y' -- *.jar)
    } 2>/dev/null | cksum
}

# Says in $state whether there is something learnt: "used", or why not: "missing", "other", "options".
find_learnt() {
    case ${DRAGOMAN_JAVA_OPTIONS:-} in
        *-XX:*GC* | *-XX:*AOT* | *-Xshare* | *Compact* | *Compressed* | *-javaagent* | *--patch-module*)
            state=options
            return ;;
    esac
    if [ ! -s "$learnt" ] || [ ! -r "$learnt.for" ]; then
        state=missing
    elif [ "$(learnt_for)" = "$(cat "$learnt.for")" ]; then
        state=used
    else
        state=other
    fi
}

# Has the Java machine look on while calls are played. $1: a file for what is said meanwhile. False where it failed:
# then nothing is kept, and the gateway starts slower but no worse.
learn() {
    fresh=$learnt.$$
    bounded=
    if command -v timeout >/dev/null 2>&1; then bounded="timeout -k 5 ${DRAGOMAN_PREPARE_SECONDS:-240}"; fi
    kept=false
    # shellcheck disable=SC2086 # options are words
    if $bounded "$JAVA_HOME/bin/java" $tuning $collector $always -XX:AOTCacheOutput="$fresh" \
        -cp "$(class_path)" org.dragoman.gateway.Main prepare >"$1" 2>&1 && [ -s "$fresh" ]; then
        rm -f "$learnt.for"
        mv "$fresh" "$learnt" && learnt_for >"$learnt.for" && kept=true
    fi
    rm -f "$fresh" "$fresh.config"
    $kept
}
