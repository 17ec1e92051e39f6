package org.dragoman.gateway.agi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.call.Cause;
import org.dragoman.core.route.CallScript.News;
import org.dragoman.core.route.ServiceReply;
import org.dragoman.core.testing.FakeAskedCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes of a script for the call: whom it dials, how its call ends, and how it does.
class AgiDialTest {
    private AgiScript script;

    @BeforeEach
    void open() throws IOException {
        script = new AgiScript();
    }

    @AfterEach
    void close() throws IOException {
        script.close();
    }

    @Test
    void who_is_dialled_talks_no_longer_than_was_paid_for() throws Exception {
        script.begin();
        script.say("EXEC Dial SIP/7495@carrier,60,HL(90000:61000:30000)");
        assertThat(script.advised().advice().longest()).contains(Duration.ofSeconds(90));
        script.leader().tell(new News.Failed(Cause.gateway(17)));
        script.hears();
        assertThat(script.ask("SET AUTOHANGUP 60")).isEqualTo("200 result=0");
        script.say("EXEC Dial SIP/7495@carrier,60,HL(90000)");
        assertThat(script.advised().advice().longest().orElseThrow())
                .isGreaterThan(Duration.ZERO)
                .isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void a_script_that_goes_on_too_long_is_hung_up_on() throws Exception {
        script.begin();
        assertThat(script.ask("SET AUTOHANGUP 1")).isEqualTo("200 result=0");
        assertThat(script.ask("WAIT FOR DIGIT -1")).isEqualTo("200 result=-1");
        assertThat(script.advised().advice().refuse()).contains(16);
    }

    @Test
    void dial_tells_how_it_went_and_the_next_may_be_tried() throws Exception {
        script.begin();
        assertThat(script.ask("EXEC Dial SIP/1@nobody,30")).isEqualTo("200 result=0");
        assertThat(script.ask("GET VARIABLE DIALSTATUS")).isEqualTo("200 result=1 (CHANUNAVAIL)");

        assertThat(script.ask("SET CALLERID \"Shop\" <200>")).isEqualTo("200 result=1");
        script.say("EXEC Dial SIP/7812@carrier&SIP/7813@spare");
        var advice = script.advised().advice();
        assertThat(advice.to()).extracting(t -> t.to()).containsExactly("carrier", "spare");
        assertThat(advice.calling()).contains("200");
        assertThat(advice.callerName()).contains("Shop");
        assertThat(advice.failover()).contains(17, 34);
        script.leader().tell(new News.Failed(Cause.gateway(17)));
        assertThat(script.hears()).isEqualTo("200 result=0");
        assertThat(script.ask("GET VARIABLE DIALSTATUS")).isEqualTo("200 result=1 (BUSY)");
        assertThat(script.ask("GET VARIABLE HANGUPCAUSE")).isEqualTo("200 result=1 (17)");

        script.say("EXEC Dial SIP/carrier/7814,30");
        assertThat(script.advised().why()).isEqualTo("billing dials SIP/carrier/7814,30");
        script.leader().tell(new News.Connected());
        script.leader().tell(new News.Ended(Cause.NORMAL_CLEARING));
        assertThat(script.hears()).isEqualTo("200 result=-1");
        assertThat(script.hears()).isEqualTo("HANGUP");
        assertThat(script.ask("GET VARIABLE DIALSTATUS")).isEqualTo("200 result=1 (ANSWER)");
        assertThat(script.ask("GET VARIABLE ANSWEREDTIME")).startsWith("200 result=1 (");
        assertThat(script.ask("ANSWER")).startsWith("511 ");
        assertThat(script.ask("EXEC Dial SIP/carrier")).isEqualTo("200 result=-1");
    }

    @Test
    void who_does_not_answer_for_so_many_seconds_is_given_up() throws Exception {
        script.begin();
        script.say("EXEC Dial SIP/1@carrier,1");
        script.reply();
        assertThat(script.order()).isEqualTo("recall");
        script.leader().tell(new News.Failed(Cause.NO_ANSWER));
        assertThat(script.hears()).isEqualTo("200 result=0");
        assertThat(script.ask("GET VARIABLE DIALSTATUS")).isEqualTo("200 result=1 (NOANSWER)");
    }

    @Test
    void a_caller_that_hangs_up_is_told_to_the_script() throws Exception {
        script.begin();
        script.leader().tell(new News.Ended(Cause.NORMAL_CLEARING));
        assertThat(script.hears()).isEqualTo("HANGUP");
        assertThat(script.ask("STREAM FILE hello 1")).startsWith("511 ");
        assertThat(script.ask("NOOP")).isEqualTo("200 result=0");
        script.leave();
        assertThat(script.call.replies()).isEmpty();
    }

    @Test
    void a_script_hangs_up_with_a_cause_of_its_own_or_without() throws Exception {
        script.begin();
        assertThat(script.ask("SET VARIABLE PRI_CAUSE 34")).isEqualTo("200 result=1");
        assertThat(script.ask("HANGUP")).isEqualTo("200 result=1");
        assertThat(script.advised().advice().refuse()).contains(34);
        assertThat(script.order()).isEqualTo("leave");
        assertThat(script.hears()).isEqualTo("HANGUP");
    }

    @Test
    void a_script_that_ends_leaves_the_rest_to_the_rules_behind() throws Exception {
        script.begin();
        assertThat(script.ask("SET EXTENSION 7812")).isEqualTo("200 result=0");
        script.leave();
        assertThat(script.advised().advice().called()).contains("7812");
        assertThat(script.order()).isEqualTo("leave");
    }

    @Test
    void a_variable_may_say_whom_to_dial() throws Exception {
        script.begin(script.config(AgiScript.LONG, Optional.of("ROUTE")));
        assertThat(script.ask("SET VARIABLE ROUTE SIP/7812@spare")).isEqualTo("200 result=1");
        script.leave();
        assertThat(script.advised().advice().to()).extracting(t -> t.to()).containsExactly("spare");
    }

    @Test
    void a_script_that_says_nothing_or_too_much_is_not_waited_for() throws Exception {
        script.begin(script.config(Duration.ofMillis(200), Optional.empty()));
        assertThat(script.reply().why()).contains("says nothing for 200 ms");
        assertThat(script.hears()).isNull();
    }

    @Test
    void a_line_without_an_end_ends_it() throws Exception {
        script.begin();
        script.say("x".repeat(20_000));
        assertThat(script.reply()).isInstanceOf(ServiceReply.Advised.class);
        assertThat(script.hears()).isNull();
    }

    @Test
    void where_nobody_listens_the_rules_behind_decide() throws Exception {
        var config = script.config(AgiScript.LONG, Optional.empty());
        script.stopListening();
        AgiScript.service(config).ask(script.call, AgiScript.query());
        assertThat(script.reply().why()).contains("billing says nothing (it cannot be reached");
        var transfer = new FakeAskedCall(false);
        AgiScript.service(config).ask(transfer, AgiScript.query());
        assertThat(transfer.replies().poll()).isInstanceOf(ServiceReply.Silent.class);
    }

    @Test
    void a_program_is_started_and_told_of_the_end(@TempDir Path folder) throws Exception {
        var file = folder.resolve("route.sh");
        Files.writeString(
                file,
                """
                #!/bin/sh
                trap 'mkdir "$3"; exit 0' HUP
                while read line && [ -n "$line" ]; do
                  case $line in agi_arg_1:*) argument=${line#*: };; esac
                done
                echo "EXEC Dial SIP/$argument/$2"
                read answer
                read more
                """,
                StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        var hung = folder.resolve("hung");
        var config =
                new AgiConfig(
                        "local",
                        URI.create("agi:" + file),
                        AgiScript.LONG,
                        List.of("carrier", "7812", hung.toString()),
                        Optional.empty(),
                        Map.of());
        try (var watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            AgiScript.service(config).ask(script.call, AgiScript.query());
            assertThat(script.advised().why()).isEqualTo("local dials SIP/carrier/7812");
            script.leader().tell(new News.Ended(Cause.NORMAL_CLEARING));
            assertThat(watch.poll(AgiScript.LONG.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(hung).isDirectory();
        assertThat(script.call.replies()).isEmpty();
    }
}
