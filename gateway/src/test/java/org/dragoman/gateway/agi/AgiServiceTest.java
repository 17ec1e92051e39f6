package org.dragoman.gateway.agi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.dragoman.core.route.CallScript.News;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a script says and is told, over a real connection; what unmodified scripts make of it is
/// tested with those of Debian.
class AgiServiceTest {
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
    void the_environment_is_that_of_asterisk() throws IOException {
        assertThat(script.begin())
                .startsWith("agi_network: yes", "agi_network_script: route?x=1")
                .contains(
                        "agi_request: agi://127.0.0.1:" + script.port() + "/route?x=1",
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
        script.begin();
        assertThat(script.ask("NOOP hello")).isEqualTo("200 result=0");
        assertThat(script.ask("SET VARIABLE X \"a b\"")).isEqualTo("200 result=1");
        assertThat(script.ask("GET VARIABLE X")).isEqualTo("200 result=1 (a b)");
        assertThat(script.ask("GET VARIABLE Y")).isEqualTo("200 result=0");
        assertThat(script.ask("GET FULL VARIABLE \"${EXTEN:0:4} ${X}\""))
                .isEqualTo("200 result=1 (7495 a b)");
        assertThat(script.ask("CHANNEL STATUS")).isEqualTo("200 result=4");
        assertThat(script.ask("CHANNEL STATUS SIP/other-1")).isEqualTo("200 result=-1");
        assertThat(script.ask("DATABASE PUT fam key 7")).isEqualTo("200 result=1");
        assertThat(script.ask("DATABASE GET fam key")).isEqualTo("200 result=1 (7)");
        assertThat(script.ask("DATABASE DELTREE fam")).isEqualTo("200 result=1");
        assertThat(script.ask("DATABASE GET fam key")).isEqualTo("200 result=0");
        assertThat(script.ask("VERBOSE \"hello there\" 3")).isEqualTo("200 result=1");
        assertThat(script.ask("SET CONTEXT other")).isEqualTo("200 result=0");
        assertThat(script.ask("EXEC Set Y=5")).isEqualTo("200 result=0");
        assertThat(script.ask("GET VARIABLE Y")).isEqualTo("200 result=1 (5)");
        assertThat(script.ask("EXEC Queue support")).isEqualTo("200 result=-2");
        assertThat(script.ask("FLY AWAY")).isEqualTo("510 Invalid or unknown command");
        assertThat(script.ask("SET VARIABLE X")).startsWith("520-Invalid command syntax");
        assertThat(script.hears()).isEqualTo("Usage: SET VARIABLE name value");
        assertThat(script.hears()).isEqualTo("520 End of proper usage.");
    }

    @Test
    void a_script_answers_plays_and_hears() throws Exception {
        script.begin();
        script.say("ANSWER");
        assertThat(script.order()).isEqualTo("answer");
        script.leader().tell(new News.Answered());
        assertThat(script.hears()).isEqualTo("200 result=0");
        assertThat(script.ask("CHANNEL STATUS")).isEqualTo("200 result=6");

        script.say("STREAM FILE hello 12");
        assertThat(script.order()).contains("/sounds/hello.wav");
        script.leader().tell(new News.Played());
        assertThat(script.hears()).startsWith("200 result=0 endpos=");

        script.say("STREAM FILE hello 12");
        assertThat(script.order()).contains("/sounds/hello.wav");
        script.leader().tell(new News.Digit('5'));
        script.leader().tell(new News.Digit('2'));
        assertThat(script.order()).isEqualTo("stop");
        assertThat(script.hears()).startsWith("200 result=50 endpos=");
        assertThat(script.ask("STREAM FILE missing 12")).isEqualTo("200 result=0 endpos=0");

        script.say("GET DATA hello 20000 3");
        assertThat(script.order()).contains("/sounds/hello.wav");
        "456".chars().forEach(c -> script.leader().tell(new News.Digit((char) c)));
        assertThat(script.order()).isEqualTo("stop");
        assertThat(script.hears()).isEqualTo("200 result=456");

        "7#".chars().forEach(c -> script.leader().tell(new News.Digit((char) c)));
        assertThat(script.ask("GET DATA hello 20000 9")).isEqualTo("200 result=7");
        script.leader().tell(new News.Digit('9'));
        assertThat(script.ask("GET DATA hello 50 9")).isEqualTo("200 result=9 (timeout)");
        assertThat(script.ask("WAIT FOR DIGIT 1")).isEqualTo("200 result=0");
        script.leader().tell(new News.Digit('8'));
        assertThat(script.ask("WAIT FOR DIGIT 20000")).isEqualTo("200 result=56");
    }

    @Test
    void numbers_and_letters_are_said_by_files() throws Exception {
        script.begin();
        script.say("SAY NUMBER 400 5");
        assertThat(script.order()).contains("four.wav");
        script.leader().tell(new News.Played());
        assertThat(script.order()).contains("hundred.wav");
        script.leader().tell(new News.Digit('5'));
        assertThat(script.order()).isEqualTo("stop");
        assertThat(script.hears()).isEqualTo("200 result=53");
        script.say("SAY ALPHA x \"\"");
        assertThat(script.order()).contains("x.wav");
        script.leader().tell(new News.Played());
        assertThat(script.hears()).isEqualTo("200 result=0");
        script.say("EXEC SayDigits 4");
        assertThat(script.order()).contains("four.wav");
        script.leader().tell(new News.Played());
        assertThat(script.hears()).isEqualTo("200 result=0");
        assertThat(script.ask("SAY TIME 0 \"\"")).as("no such files").isEqualTo("200 result=0");
        assertThat(script.ask("SAY NUMBER")).startsWith("520-Invalid command syntax");
    }

    @Test
    void a_file_under_control_says_how_it_ended() throws Exception {
        script.begin();
        script.say("CONTROL STREAM FILE hello 1 3000 9 7 8");
        assertThat(script.order()).contains("hello.wav");
        script.leader().tell(new News.Digit('1'));
        assertThat(script.order()).isEqualTo("stop");
        assertThat(script.hears()).startsWith("200 result=49 endpos=");
        assertThat(script.ask("GET VARIABLE CPLAYBACKSTATUS"))
                .isEqualTo("200 result=1 (USERSTOPPED)");
        assertThat(script.ask("CONTROL STREAM FILE missing \"\"")).startsWith("200 result=0");
        assertThat(script.ask("GET VARIABLE CPLAYBACKSTATUS")).isEqualTo("200 result=1 (ERROR)");
    }

    @Test
    void read_puts_digits_into_a_variable() throws Exception {
        script.begin();
        script.say("EXEC Read PIN,hello,4,,1,20");
        assertThat(script.order()).contains("hello.wav");
        "4711".chars().forEach(c -> script.leader().tell(new News.Digit((char) c)));
        assertThat(script.order()).isEqualTo("stop");
        assertThat(script.hears()).isEqualTo("200 result=0");
        assertThat(script.ask("GET VARIABLE PIN")).isEqualTo("200 result=1 (4711)");
        assertThat(script.ask("GET VARIABLE READSTATUS")).isEqualTo("200 result=1 (OK)");
    }

    @Test
    void music_and_tones_play_while_the_script_works() throws Exception {
        script.begin();
        assertThat(script.ask("SET MUSIC ON")).isEqualTo("200 result=0");
        assertThat(script.order()).contains("Music").contains("music.wav");
        assertThat(script.ask("SET MUSIC OFF")).isEqualTo("200 result=0");
        assertThat(script.order()).isEqualTo("stop");
        assertThat(script.ask("SET MUSIC ON jazz")).as("no such class").isEqualTo("200 result=0");
        assertThat(script.ask("EXEC PlayTones busy")).isEqualTo("200 result=0");
        assertThat(script.order()).contains("BUSY");
        assertThat(script.ask("EXEC StopPlayTones")).isEqualTo("200 result=0");
        assertThat(script.order()).isEqualTo("stop");
        assertThat(script.ask("EXEC PlayTones 425/500")).isEqualTo("200 result=-1");
    }

    @Test
    void what_calls_here_have_not_is_said_as_asterisk_says_it() throws IOException {
        script.begin();
        assertThat(script.ask("SEND TEXT \"hello\"")).isEqualTo("200 result=0");
        assertThat(script.ask("SEND IMAGE logo")).isEqualTo("200 result=0");
        assertThat(script.ask("RECEIVE CHAR 1")).isEqualTo("200 result=0 (timeout)");
        assertThat(script.ask("RECEIVE TEXT 1")).isEqualTo("200 result=-1");
        assertThat(script.ask("TDD MODE on")).isEqualTo("200 result=0");
        assertThat(script.ask("ASYNCAGI BREAK")).isEqualTo("200 result=0");
        assertThat(script.ask("EXEC NoCDR \"\"")).isEqualTo("200 result=0");
        assertThat(script.ask("EXEC MSet A=1,B=2")).isEqualTo("200 result=0");
        assertThat(script.ask("GET VARIABLE B")).isEqualTo("200 result=1 (2)");
    }
}
