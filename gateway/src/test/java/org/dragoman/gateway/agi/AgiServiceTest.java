package org.dragoman.gateway.agi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.CallScript;
import org.dragoman.core.route.CallScript.News;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.ServiceReply;
import org.dragoman.core.testing.FakeAskedCall;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a script says and is told, over a real connection; what unmodified scripts make of it is
/// tested with those of Debian.
class AgiServiceTest {
    private static final Duration LONG = Duration.ofSeconds(30); // a busy machine's

    private final FakeAskedCall call = new FakeAskedCall(true, "carrier", "spare");
    private ServerSocket server;
    private Socket socket;
    private BufferedReader in;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setSoTimeout(Math.toIntExact(LONG.toMillis()));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        if (socket != null) {
            socket.close();
        }
    }

    private static RouteQuery query() {
        var request =
                CallRequest.of(
                        Party.ofNumber("100").withDisplayName("Anna"),
                        Party.of(TelephoneNumber.international("74951234567")),
                        Optional.empty());
        return RouteQuery.of(request, "shop", Instant.EPOCH).withProtocol("sip");
    }

    private AgiConfig config(Duration patience, Optional<String> dialVariable) {
        var url = URI.create("agi://127.0.0.1:" + server.getLocalPort() + "/route?x=1");
        return new AgiConfig(
                "billing",
                url,
                patience,
                List.of("first", "second"),
                dialVariable,
                Map.of(
                        "hello",
                        "/sounds/hello.wav",
                        "digits/4",
                        "/sounds/four.wav",
                        "digits/hundred",
                        "/sounds/hundred.wav",
                        "letters/x",
                        "/sounds/x.wav",
                        "moh/default",
                        "/sounds/music.wav"));
    }

    private AgiService service(AgiConfig config) {
        return new AgiService(
                config, new AgiDatabase(), Mappings.load().dialStatuses(), InstantSource.system());
    }

    /// The environment that the script finds.
    private List<String> begin(AgiConfig config) throws IOException {
        service(config).ask(call, query());
        socket = server.accept();
        socket.setSoTimeout(Math.toIntExact(LONG.toMillis()));
        in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var environment = new ArrayList<String>();
        for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            environment.add(line);
        }
        return environment;
    }

    private List<String> begin() throws IOException {
        return begin(config(LONG, Optional.empty()));
    }

    private void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private String ask(String line) throws IOException {
        say(line);
        return in.readLine();
    }

    private ServiceReply.Advised advised() throws InterruptedException {
        return (ServiceReply.Advised) reply();
    }

    private ServiceReply reply() throws InterruptedException {
        return Objects.requireNonNull(call.replies().poll(LONG.toSeconds(), TimeUnit.SECONDS));
    }

    private String order() throws InterruptedException {
        return Objects.requireNonNull(call.orders().poll(LONG.toSeconds(), TimeUnit.SECONDS));
    }

    private CallScript script() {
        return call.leader().resultNow(); // it leads before it is told anything
    }

    @Test
    void the_environment_is_that_of_asterisk() throws IOException {
        assertThat(begin())
                .startsWith("agi_network: yes", "agi_network_script: route?x=1")
                .contains(
                        "agi_request: agi://127.0.0.1:" + server.getLocalPort() + "/route?x=1",
                        "agi_channel: SIP/shop-0123456789ab",
                        "agi_uniqueid: 0123456789ab",
                        "agi_callerid: 100",
                        "agi_calleridname: Anna",
                        "agi_callingpres: 0",
                        "agi_dnid: 74951234567",
                        "agi_rdnis: unknown",
                        "agi_context: shop",
                        "agi_extension: 74951234567",
                        "agi_arg_1: first",
                        "agi_arg_2: second");
    }

    @Test
    void commands_that_play_nothing() throws IOException {
        begin();
        assertThat(ask("NOOP hello")).isEqualTo("200 result=0");
        assertThat(ask("SET VARIABLE X \"a b\"")).isEqualTo("200 result=1");
        assertThat(ask("GET VARIABLE X")).isEqualTo("200 result=1 (a b)");
        assertThat(ask("GET VARIABLE Y")).isEqualTo("200 result=0");
        assertThat(ask("GET FULL VARIABLE \"${EXTEN:0:4} ${X}\""))
                .isEqualTo("200 result=1 (7495 a b)");
        assertThat(ask("CHANNEL STATUS")).isEqualTo("200 result=4");
        assertThat(ask("CHANNEL STATUS SIP/other-1")).isEqualTo("200 result=-1");
        assertThat(ask("DATABASE PUT fam key 7")).isEqualTo("200 result=1");
        assertThat(ask("DATABASE GET fam key")).isEqualTo("200 result=1 (7)");
        assertThat(ask("DATABASE DELTREE fam")).isEqualTo("200 result=1");
        assertThat(ask("DATABASE GET fam key")).isEqualTo("200 result=0");
        assertThat(ask("VERBOSE \"hello there\" 3")).isEqualTo("200 result=1");
        assertThat(ask("SET CONTEXT other")).isEqualTo("200 result=0");
        assertThat(ask("EXEC Set Y=5")).isEqualTo("200 result=0");
        assertThat(ask("GET VARIABLE Y")).isEqualTo("200 result=1 (5)");
        assertThat(ask("EXEC Queue support")).isEqualTo("200 result=-2");
        assertThat(ask("FLY AWAY")).isEqualTo("510 Invalid or unknown command");
        assertThat(ask("SET VARIABLE X")).startsWith("520-Invalid command syntax");
        assertThat(in.readLine()).isEqualTo("Usage: SET VARIABLE name value");
        assertThat(in.readLine()).isEqualTo("520 End of proper usage.");
    }

    @Test
    void a_script_answers_plays_and_hears() throws Exception {
        begin();
        say("ANSWER");
        assertThat(order()).isEqualTo("answer");
        script().tell(new News.Answered());
        assertThat(in.readLine()).isEqualTo("200 result=0");
        assertThat(ask("CHANNEL STATUS")).isEqualTo("200 result=6");

        say("STREAM FILE hello 12");
        assertThat(order()).contains("/sounds/hello.wav");
        script().tell(new News.Played());
        assertThat(in.readLine()).startsWith("200 result=0 endpos=");

        say("STREAM FILE hello 12");
        assertThat(order()).contains("/sounds/hello.wav");
        script().tell(new News.Digit('5'));
        script().tell(new News.Digit('2'));
        assertThat(order()).isEqualTo("stop");
        assertThat(in.readLine()).startsWith("200 result=50 endpos=");
        assertThat(ask("STREAM FILE missing 12")).isEqualTo("200 result=0 endpos=0");

        say("GET DATA hello 20000 3");
        assertThat(order()).contains("/sounds/hello.wav");
        "456".chars().forEach(c -> script().tell(new News.Digit((char) c)));
        assertThat(order()).isEqualTo("stop");
        assertThat(in.readLine()).isEqualTo("200 result=456");

        "7#".chars().forEach(c -> script().tell(new News.Digit((char) c)));
        assertThat(ask("GET DATA hello 20000 9")).isEqualTo("200 result=7");
        script().tell(new News.Digit('9'));
        assertThat(ask("GET DATA hello 50 9")).isEqualTo("200 result=9 (timeout)");
        assertThat(ask("WAIT FOR DIGIT 1")).isEqualTo("200 result=0");
        script().tell(new News.Digit('8'));
        assertThat(ask("WAIT FOR DIGIT 20000")).isEqualTo("200 result=56");
    }

    @Test
    void numbers_and_letters_are_said_by_files() throws Exception {
        begin();
        say("SAY NUMBER 400 5");
        assertThat(order()).contains("four.wav");
        script().tell(new News.Played());
        assertThat(order()).contains("hundred.wav");
        script().tell(new News.Digit('5'));
        assertThat(order()).isEqualTo("stop");
        assertThat(in.readLine()).isEqualTo("200 result=53");
        say("SAY ALPHA x \"\"");
        assertThat(order()).contains("x.wav");
        script().tell(new News.Played());
        assertThat(in.readLine()).isEqualTo("200 result=0");
        say("EXEC SayDigits 4");
        assertThat(order()).contains("four.wav");
        script().tell(new News.Played());
        assertThat(in.readLine()).isEqualTo("200 result=0");
        assertThat(ask("SAY TIME 0 \"\"")).as("no such files").isEqualTo("200 result=0");
        assertThat(ask("SAY NUMBER")).startsWith("520-Invalid command syntax");
    }

    @Test
    void a_file_under_control_says_how_it_ended() throws Exception {
        begin();
        say("CONTROL STREAM FILE hello 1 3000 9 7 8");
        assertThat(order()).contains("hello.wav");
        script().tell(new News.Digit('1'));
        assertThat(order()).isEqualTo("stop");
        assertThat(in.readLine()).startsWith("200 result=49 endpos=");
        assertThat(ask("GET VARIABLE CPLAYBACKSTATUS")).isEqualTo("200 result=1 (USERSTOPPED)");
        assertThat(ask("CONTROL STREAM FILE missing \"\"")).startsWith("200 result=0");
        assertThat(ask("GET VARIABLE CPLAYBACKSTATUS")).isEqualTo("200 result=1 (ERROR)");
    }

    @Test
    void read_puts_digits_into_a_variable() throws Exception {
        begin();
        say("EXEC Read PIN,hello,4,,1,20");
        assertThat(order()).contains("hello.wav");
        "4711".chars().forEach(c -> script().tell(new News.Digit((char) c)));
        assertThat(order()).isEqualTo("stop");
        assertThat(in.readLine()).isEqualTo("200 result=0");
        assertThat(ask("GET VARIABLE PIN")).isEqualTo("200 result=1 (4711)");
        assertThat(ask("GET VARIABLE READSTATUS")).isEqualTo("200 result=1 (OK)");
    }

    @Test
    void music_and_tones_play_while_the_script_works() throws Exception {
        begin();
        assertThat(ask("SET MUSIC ON")).isEqualTo("200 result=0");
        assertThat(order()).contains("Music").contains("music.wav");
        assertThat(ask("SET MUSIC OFF")).isEqualTo("200 result=0");
        assertThat(order()).isEqualTo("stop");
        assertThat(ask("SET MUSIC ON jazz")).as("no such class").isEqualTo("200 result=0");
        assertThat(ask("EXEC PlayTones busy")).isEqualTo("200 result=0");
        assertThat(order()).contains("BUSY");
        assertThat(ask("EXEC StopPlayTones")).isEqualTo("200 result=0");
        assertThat(order()).isEqualTo("stop");
        assertThat(ask("EXEC PlayTones 425/500")).isEqualTo("200 result=-1");
    }

    @Test
    void what_calls_here_have_not_is_said_as_asterisk_says_it() throws IOException {
        begin();
        assertThat(ask("SEND TEXT \"hello\"")).isEqualTo("200 result=0");
        assertThat(ask("SEND IMAGE logo")).isEqualTo("200 result=0");
        assertThat(ask("RECEIVE CHAR 1")).isEqualTo("200 result=0 (timeout)");
        assertThat(ask("RECEIVE TEXT 1")).isEqualTo("200 result=-1");
        assertThat(ask("TDD MODE on")).isEqualTo("200 result=0");
        assertThat(ask("ASYNCAGI BREAK")).isEqualTo("200 result=0");
        assertThat(ask("EXEC NoCDR \"\"")).isEqualTo("200 result=0");
        assertThat(ask("EXEC MSet A=1,B=2")).isEqualTo("200 result=0");
        assertThat(ask("GET VARIABLE B")).isEqualTo("200 result=1 (2)");
    }

    @Test
    void who_is_dialled_talks_no_longer_than_was_paid_for() throws Exception {
        begin();
        say("EXEC Dial SIP/7495@carrier,60,HL(90000:61000:30000)");
        assertThat(advised().advice().longest()).contains(Duration.ofSeconds(90));
        script().tell(new News.Failed(Cause.gateway(17)));
        in.readLine();
        assertThat(ask("SET AUTOHANGUP 60")).isEqualTo("200 result=0");
        say("EXEC Dial SIP/7495@carrier,60,HL(90000)");
        assertThat(advised().advice().longest().orElseThrow())
                .isGreaterThan(Duration.ZERO)
                .isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void a_script_that_goes_on_too_long_is_hung_up_on() throws Exception {
        begin();
        assertThat(ask("SET AUTOHANGUP 1")).isEqualTo("200 result=0");
        assertThat(ask("WAIT FOR DIGIT -1")).isEqualTo("200 result=-1");
        assertThat(advised().advice().refuse()).contains(16);
    }

    @Test
    void dial_tells_how_it_went_and_the_next_may_be_tried() throws Exception {
        begin();
        assertThat(ask("EXEC Dial SIP/1@nobody,30")).isEqualTo("200 result=0");
        assertThat(ask("GET VARIABLE DIALSTATUS")).isEqualTo("200 result=1 (CHANUNAVAIL)");

        assertThat(ask("SET CALLERID \"Shop\" <200>")).isEqualTo("200 result=1");
        say("EXEC Dial SIP/7812@carrier&SIP/7813@spare");
        var advice = advised().advice();
        assertThat(advice.to()).extracting(t -> t.to()).containsExactly("carrier", "spare");
        assertThat(advice.calling()).contains("200");
        assertThat(advice.callerName()).contains("Shop");
        assertThat(advice.failover()).contains(17, 34);
        script().tell(new News.Failed(Cause.gateway(17)));
        assertThat(in.readLine()).isEqualTo("200 result=0");
        assertThat(ask("GET VARIABLE DIALSTATUS")).isEqualTo("200 result=1 (BUSY)");
        assertThat(ask("GET VARIABLE HANGUPCAUSE")).isEqualTo("200 result=1 (17)");

        say("EXEC Dial SIP/carrier/7814,30");
        assertThat(advised().why()).isEqualTo("billing dials SIP/carrier/7814,30");
        script().tell(new News.Connected());
        script().tell(new News.Ended(Cause.NORMAL_CLEARING));
        assertThat(in.readLine()).isEqualTo("200 result=-1");
        assertThat(in.readLine()).isEqualTo("HANGUP");
        assertThat(ask("GET VARIABLE DIALSTATUS")).isEqualTo("200 result=1 (ANSWER)");
        assertThat(ask("GET VARIABLE ANSWEREDTIME")).startsWith("200 result=1 (");
        assertThat(ask("ANSWER")).startsWith("511 ");
        assertThat(ask("EXEC Dial SIP/carrier")).isEqualTo("200 result=-1");
    }

    @Test
    void who_does_not_answer_for_so_many_seconds_is_given_up() throws Exception {
        begin();
        say("EXEC Dial SIP/1@carrier,1");
        reply();
        assertThat(order()).isEqualTo("recall");
        script().tell(new News.Failed(Cause.NO_ANSWER));
        assertThat(in.readLine()).isEqualTo("200 result=0");
        assertThat(ask("GET VARIABLE DIALSTATUS")).isEqualTo("200 result=1 (NOANSWER)");
    }

    @Test
    void a_caller_that_hangs_up_is_told_to_the_script() throws Exception {
        begin();
        script().tell(new News.Ended(Cause.NORMAL_CLEARING));
        assertThat(in.readLine()).isEqualTo("HANGUP");
        assertThat(ask("STREAM FILE hello 1")).startsWith("511 ");
        assertThat(ask("NOOP")).isEqualTo("200 result=0");
        socket.close();
        assertThat(call.replies()).isEmpty();
    }

    @Test
    void a_script_hangs_up_with_a_cause_of_its_own_or_without() throws Exception {
        begin();
        assertThat(ask("SET VARIABLE PRI_CAUSE 34")).isEqualTo("200 result=1");
        assertThat(ask("HANGUP")).isEqualTo("200 result=1");
        assertThat(advised().advice().refuse()).contains(34);
        assertThat(order()).isEqualTo("leave");
        assertThat(in.readLine()).isEqualTo("HANGUP");
    }

    @Test
    void a_script_that_ends_leaves_the_rest_to_the_rules_behind() throws Exception {
        begin();
        assertThat(ask("SET EXTENSION 7812")).isEqualTo("200 result=0");
        socket.close();
        assertThat(advised().advice().called()).contains("7812");
        assertThat(order()).isEqualTo("leave");
    }

    @Test
    void a_variable_may_say_whom_to_dial() throws Exception {
        begin(config(LONG, Optional.of("ROUTE")));
        assertThat(ask("SET VARIABLE ROUTE SIP/7812@spare")).isEqualTo("200 result=1");
        socket.close();
        assertThat(advised().advice().to()).extracting(t -> t.to()).containsExactly("spare");
    }

    @Test
    void a_script_that_says_nothing_or_too_much_is_not_waited_for() throws Exception {
        begin(config(Duration.ofMillis(200), Optional.empty()));
        assertThat(reply().why()).contains("says nothing for 200 ms");
        assertThat(in.readLine()).isNull();
    }

    @Test
    void a_line_without_an_end_ends_it() throws Exception {
        begin();
        say("x".repeat(20_000));
        assertThat(reply()).isInstanceOf(ServiceReply.Advised.class);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void where_nobody_listens_the_rules_behind_decide() throws Exception {
        var config = config(LONG, Optional.empty());
        server.close();
        service(config).ask(call, query());
        assertThat(reply().why()).contains("billing says nothing (it cannot be reached");
        var transfer = new FakeAskedCall(false);
        service(config).ask(transfer, query());
        assertThat(transfer.replies().poll()).isInstanceOf(ServiceReply.Silent.class);
    }

    @Test
    void a_program_is_started_and_told_of_the_end(@TempDir Path folder) throws Exception {
        var script = folder.resolve("route.sh");
        Files.writeString(
                script,
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
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        var hung = folder.resolve("hung");
        var config =
                new AgiConfig(
                        "local",
                        URI.create("agi:" + script),
                        LONG,
                        List.of("carrier", "7812", hung.toString()),
                        Optional.empty(),
                        Map.of());
        try (var watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            service(config).ask(call, query());
            assertThat(advised().why()).isEqualTo("local dials SIP/carrier/7812");
            script().tell(new News.Ended(Cause.NORMAL_CLEARING));
            assertThat(watch.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(hung).isDirectory();
        assertThat(call.replies()).isEmpty();
    }
}
