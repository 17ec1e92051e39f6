package org.dragoman.tests.peer;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What SIPp does in one call, step by step, as the XML it reads. Starts at {@link #caller} or
/// {@link #callee}; every step is what that party does or waits for.
///
/// SDP names the {@link RtpPhone} beside it: SIPp itself carries no sound. Where the other side
/// wants its sound is written to the file of the key {@code media_file}.
public final class SippScenario {
    /// When the caller says what it can hear: in the INVITE, or only in the ACK.
    public enum Offer {
        EARLY,
        LATE
    }

    private static final String SDP =
            """
            v=0
            o=sipp 1 %d IN IP4 [rtp_address]
            s=-
            c=IN IP4 [rtp_address]
            t=0 0
            m=audio [rtp_port] RTP/AVP [codec_types] 101
            [codec_maps]
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=%s
            """;

    private static final String NOTE_MEDIA =
            """
                <ereg regexp="m=audio +([0-9]+)" search_in="body" check_it="false" assign_to="all,media_port"/>
                <ereg regexp="c=IN IP4 +([0-9.]+)" search_in="body" check_it="false" assign_to="all,media_address"/>
                <exec command="[media_script] '[$media_address]' '[$media_port]'"/>
            """;

    private static final String NOTE_REASON =
            """
                <ereg regexp=".*" search_in="hdr" header="Reason:" check_it="false" assign_to="reason"/>
                <exec command="[reason_script] '[$reason]'"/>
            """;

    private static final String NOTE_DIALOG =
            """
                <ereg regexp=".*" search_in="hdr" header="From:" check_it="true" assign_to="caller"/>
                <ereg regexp=".*" search_in="hdr" header="To:" check_it="true" assign_to="callee"/>
            """;

    private static final List<String> VARIABLES =
            List.of("all", "media_port", "media_address", "reason", "caller", "callee");

    private static final List<Integer> REFUSALS =
            IntStream.rangeClosed(400, 606)
                    .filter(s -> s % 100 < 40 || s >= 470 && s < 495)
                    .boxed()
                    .toList();

    private final StringBuilder steps = new StringBuilder();
    private final boolean caller;
    private final Offer offer;
    private String headers = "";
    private int sequence = 1;
    private int version = 1;
    private boolean deafInPauses;

    private SippScenario(boolean caller, Offer offer) {
        this.caller = caller;
        this.offer = offer;
    }

    /// Calls the number of the key {@code service}.
    ///
    /// - {@code headers}: lines added to the INVITE, or nothing.
    public static SippScenario caller(Offer offer, String... headers) {
        SippScenario scenario = new SippScenario(true, offer);
        scenario.headers = lines(headers);
        scenario.invite(offer == Offer.EARLY ? "sendrecv" : "");
        return scenario;
    }

    /// Is called.
    public static SippScenario callee() {
        SippScenario scenario = new SippScenario(false, Offer.EARLY);
        scenario.receive("request=\"INVITE\" rrs=\"true\"", NOTE_DIALOG + NOTE_MEDIA);
        return scenario;
    }

    // What a caller waits for and does.

    public SippScenario expectAnswer() {
        provisional("100");
        provisional("180");
        provisional("183");
        receive("response=\"200\" rrs=\"true\"", NOTE_MEDIA);
        acknowledge(offer == Offer.LATE ? sdp("sendrecv") : "");
        return this;
    }

    /// Waits for 183 with sound before the answer.
    public SippScenario expectEarlyMedia() {
        provisional("100");
        provisional("180");
        receive("response=\"183\"", NOTE_MEDIA);
        return this;
    }

    public SippScenario expectRinging() {
        provisional("100");
        provisional("183");
        receive("response=\"180\"", "");
        return this;
    }

    public SippScenario expectRefusal(int status) {
        provisional("100");
        provisional("180");
        provisional("183");
        receive("response=\"" + status + "\"", NOTE_REASON);
        refusalAcknowledged();
        return this;
    }

    /// Waits for a refusal, whichever it is.
    public SippScenario expectAnyRefusal() {
        provisional("100");
        provisional("180");
        provisional("183");
        REFUSALS.forEach(
                status ->
                        receive(
                                "response=\"" + status + "\" optional=\"true\" next=\"1\"",
                                NOTE_REASON));
        receive("response=\"699\"", "");
        steps.append("<label id=\"1\"/>\n");
        refusalAcknowledged();
        return this;
    }

    /// Gives up a time after the gateway said that it tries, whatever it says meanwhile.
    public SippScenario cancelAfter(Duration time) {
        receive("response=\"100\"", "");
        deafInPauses = true;
        return stayFor(time).cancel();
    }

    /// Gives up before the answer.
    public SippScenario cancel() {
        send(
                """
                CANCEL sip:[service]@[remote_ip]:[remote_port] SIP/2.0
                %s
                Max-Forwards: 70
                From: [caller_identity];tag=[pid]t[call_number]
                To: <sip:[service]@[remote_ip]:[remote_port]>
                Call-ID: [call_id]
                CSeq: 1 CANCEL
                """
                        .formatted(VIA_OF_INVITE),
                "");
        provisional("100");
        provisional("180");
        provisional("183");
        receive("response=\"200\"", "");
        receive("response=\"487\"", "");
        refusalAcknowledged();
        return this;
    }

    // What a callee waits for and does.

    public SippScenario ring() {
        reply("180 Ringing", "");
        return this;
    }

    /// 183 with sound before the answer.
    public SippScenario progress() {
        reply("183 Session Progress", sdp("sendrecv"));
        return this;
    }

    /// 180 with sound: the destination plays its own ringing.
    public SippScenario ringWithSound() {
        reply("180 Ringing", sdp("sendrecv"));
        return this;
    }

    public SippScenario answer() {
        reply("200 OK", sdp("sendrecv"));
        receive("request=\"ACK\" rrs=\"true\"", NOTE_MEDIA);
        return this;
    }

    /// - {@code headers}: lines added to the response, or nothing.
    public SippScenario refuse(int status, String... headers) {
        steps.append("<send>\n<![CDATA[\n")
                .append(response(status + " Refused", lines(headers), ""))
                .append("]]>\n</send>\n");
        receive("request=\"ACK\"", "");
        return this;
    }

    public SippScenario expectCancel() {
        receive("request=\"CANCEL\"", "");
        send(
                """
                SIP/2.0 200 OK
                [last_Via:]
                [last_From:]
                [last_To:];tag=[pid]t[call_number]
                [last_Call-ID:]
                [last_CSeq:]
                """,
                "");
        send(
                """
                SIP/2.0 487 Request Terminated
                [last_Via:]
                [last_From:]
                [last_To:];tag=[pid]t[call_number]
                [last_Call-ID:]
                CSeq: 1 INVITE
                """,
                "");
        receive("request=\"ACK\"", "");
        return this;
    }

    // What either does.

    public SippScenario stayFor(Duration time) {
        steps.append("<pause milliseconds=\"").append(time.toMillis()).append("\"/>\n");
        return this;
    }

    public SippScenario hangUp(String... more) {
        inDialog("BYE", lines(more), "");
        receive("response=\"200\"", "");
        return this;
    }

    public SippScenario expectHangUp() {
        receive("request=\"BYE\"", NOTE_REASON);
        okay("");
        return this;
    }

    /// Puts the other side on hold, or takes it off: a re-INVITE with that direction.
    public SippScenario reinvite(String direction) {
        inDialog("INVITE", contact(), sdp(direction));
        provisional("100");
        receive("response=\"200\"", NOTE_MEDIA);
        acknowledge("");
        return this;
    }

    /// The other side changes the media; it must say this direction.
    public SippScenario expectReinvite(String direction, String answerDirection) {
        receive(
                "request=\"INVITE\"",
                "<ereg regexp=\"a="
                        + direction
                        + "\" search_in=\"body\" check_it=\"true\" assign_to=\"all\"/>\n");
        okay(sdp(answerDirection));
        receive("request=\"ACK\"", "");
        return this;
    }

    /// Sends a digit as application/dtmf-relay.
    public SippScenario sendInfoDigit(char digit) {
        inDialog(
                "INFO",
                "Content-Type: application/dtmf-relay\n",
                "Signal=" + digit + "\nDuration=160\n");
        receive("response=\"200\"", "");
        return this;
    }

    /// Asks that the other side be connected to a number of the gateway's.
    ///
    /// - {@code replaces}: names a second call of this party, or nothing.
    public SippScenario refer(String number, String... replaces) {
        var headers = replaces.length == 0 ? "" : "?Replaces=" + replaces[0];
        inDialog(
                "REFER",
                contact()
                        + "Refer-To: <sip:"
                        + number
                        + "@[remote_ip]:[remote_port]"
                        + headers
                        + ">\n",
                "");
        receive("response=\"202\"", "");
        return this;
    }

    /// Waits until a transfer that was asked for is reported with this status line.
    public SippScenario expectNotify(String status) {
        receive(
                "request=\"NOTIFY\"",
                "<ereg regexp=\"SIP/2.0 "
                        + status
                        + "\" search_in=\"body\" check_it=\"true\" assign_to=\"all\"/>\n");
        okay("");
        return this;
    }

    /// Waits for a digit as application/dtmf-relay.
    public SippScenario expectInfoDigit(char digit) {
        receive(
                "request=\"INFO\"",
                "<ereg regexp=\"Signal= *["
                        + digit
                        + "]\" search_in=\"body\" check_it=\"true\" assign_to=\"all\"/>\n");
        okay("");
        return this;
    }

    String xml() {
        String assigned =
                VARIABLES.stream()
                        .filter(
                                v ->
                                        steps.toString()
                                                .matches(
                                                        "(?s).*assign_to=\"[a-z_,]*\\b"
                                                                + v
                                                                + "\\b.*"))
                        .collect(Collectors.joining(","));
        String references =
                assigned.isEmpty() ? "" : "<Reference variables=\"" + assigned + "\"/>\n";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scenario name=\"call\">\n"
                + steps
                + references
                + "</scenario>\n";
    }

    /// What SIPp itself must be told for this scenario.
    List<String> options() {
        // what comes between the pause and the CANCEL is no pause to SIPp, and would end its call
        return deafInPauses
                ? List.of("-pause_msg_ign", "-default_behaviors", "all,-abortunexp")
                : List.of();
    }

    private static final String VIA_OF_INVITE =
            "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bK-[pid]-[call_number]";

    private void invite(String direction) {
        String body = direction.isEmpty() ? "" : sdp(direction);
        String text =
                """
                INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
                %s
                Max-Forwards: 70
                From: [caller_identity];tag=[pid]t[call_number]
                To: <sip:[service]@[remote_ip]:[remote_port]>
                Call-ID: [call_id]
                CSeq: %d INVITE
                Contact: <sip:sipp@[local_ip]:[local_port]>
                Allow: INVITE, ACK, CANCEL, BYE, INFO, UPDATE, PRACK
                %s"""
                        .formatted(VIA_OF_INVITE, sequence, headers);
        send(text, body);
    }

    private void acknowledge(String body) {
        inDialogAs("ACK", sequence, "", body);
    }

    private void refusalAcknowledged() {
        send(
                """
                ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0
                %s
                Max-Forwards: 70
                From: [caller_identity];tag=[pid]t[call_number]
                To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
                Call-ID: [call_id]
                CSeq: 1 ACK
                """
                        .formatted(VIA_OF_INVITE),
                "");
    }

    private void inDialog(String method, String more, String body) {
        sequence++;
        inDialogAs(method, sequence, more, body);
    }

    private void inDialogAs(String method, int number, String more, String body) {
        String parties =
                caller
                        ? """
                          From: [caller_identity];tag=[pid]t[call_number]
                          To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
                          """
                        : """
                          From: [$callee];tag=[pid]t[call_number]
                          To: [$caller]
                          """;
        String text =
                """
                %s [next_url] SIP/2.0
                Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
                [routes]
                Max-Forwards: 70
                %sCall-ID: [call_id]
                CSeq: %d %s
                %s"""
                        .formatted(method, parties, number, method, more);
        send(text, body);
    }

    private void reply(String status, String body) {
        steps.append("<send>\n<![CDATA[\n")
                .append(response(status, contact(), body))
                .append("]]>\n</send>\n");
    }

    private static String response(String status, String more, String body) {
        String text =
                """
                SIP/2.0 %s
                [last_Via:]
                [last_Record-Route:]
                [last_From:]
                [last_To:];tag=[pid]t[call_number]
                [last_Call-ID:]
                [last_CSeq:]
                %s"""
                        .formatted(status, more);
        return withBody(text, body);
    }

    /// 200 to a request inside the dialog, whose To has its tag already.
    private void okay(String body) {
        send(
                """
                SIP/2.0 200 OK
                [last_Via:]
                [last_From:]
                [last_To:]
                [last_Call-ID:]
                [last_CSeq:]
                %s"""
                        .formatted(contact()),
                body);
    }

    private static String contact() {
        return "Contact: <sip:sipp@[local_ip]:[local_port]>\n";
    }

    private void send(String text, String body) {
        String again =
                text.startsWith("ACK") || text.startsWith("SIP/2.0") ? "" : " retrans=\"500\"";
        steps.append("<send")
                .append(again)
                .append(">\n<![CDATA[\n")
                .append(withBody(text, body))
                .append("]]>\n</send>\n");
    }

    private static String withBody(String text, String body) {
        String type =
                body.isEmpty() || text.contains("Content-Type")
                        ? ""
                        : "Content-Type: application/sdp\n";
        return text + type + "Content-Length: [len]\n\n" + body;
    }

    private void provisional(String status) {
        receive(
                "response=\"" + status + "\" optional=\"true\"",
                status.equals("183") ? NOTE_MEDIA : "");
    }

    private void receive(String what, String action) {
        steps.append("<recv ").append(what);
        if (action.isEmpty()) {
            steps.append("/>\n");
        } else {
            steps.append(">\n<action>\n").append(action).append("</action>\n</recv>\n");
        }
    }

    private String sdp(String direction) {
        return SDP.formatted(version++, direction);
    }

    private static String lines(String... lines) {
        return lines.length == 0 ? "" : String.join("\n", lines) + "\n";
    }
}
