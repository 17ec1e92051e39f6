# Finds a JDK 25, whatever `java` is first on the path. Read by dragoman, mvnw and verify.
# Sets JAVA_HOME, or says in one sentence what to install and ends with exit code 2.
#
#   find_jdk_25 jdk       a whole JDK (to build)
#   find_jdk_25 runtime   a Java runtime is enough (to run)
#
# DRAGOMAN_JDK_FOLDERS, where set, lists the folders to look in (blanks between) instead of the usual ones.

is_java_25() { # $1: folder, $2: jdk | runtime
    [ -x "$1/bin/java" ] || return 1
    [ "$2" = runtime ] || [ -x "$1/bin/javac" ] || return 1
    if [ -r "$1/release" ]; then
        grep -q '^JAVA_VERSION="25[".]' "$1/release"
    else
        "$1/bin/java" -version 2>&1 | grep -q 'version "25[".]'
    fi
}

find_jdk_25() { # $1: jdk | runtime
    home=${HOME:-/nonexistent}
    usual="/usr/lib/jvm/* /opt/*jdk* /opt/java/* /usr/java/* /usr/local/*jdk* $home/.sdkman/candidates/java/* $home/.jdks/*"
    # shellcheck disable=SC2086 # a list of patterns
    for candidate in "${JAVA_HOME:-}" ${DRAGOMAN_JDK_FOLDERS-$usual}; do
        if [ -n "$candidate" ] && is_java_25 "$candidate" "$1"; then
            export JAVA_HOME="$candidate"
            return 0
        fi
    done
    if on_path=$(command -v java); then
        candidate=$(dirname "$(dirname "$(readlink -f "$on_path")")")
        if is_java_25 "$candidate" "$1"; then
            export JAVA_HOME="$candidate"
            return 0
        fi
    fi
    echo "Dragoman needs a JDK 25 and found none: install the package openjdk-25-jdk (Debian 13) or temurin-25-jdk, or set JAVA_HOME to one." >&2
    exit 2
}
