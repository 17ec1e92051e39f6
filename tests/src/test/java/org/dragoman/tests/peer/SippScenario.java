package org.dragoman.tests.peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// What SIPp does in one call, step by step, as the XML it reads. Starts at {@link #caller} or
/// {@link #callee}; every step is what that party does or waits for.
///
/// SDP names the {@link RtpPhone} beside it, unless SIPp itself is to {@link #speak}. Where the
/// other side wants its sound is written to the file of the key {@code media_file}.
public final class SippScenario {
    /// When the caller says what it can hear: in the INVITE, or only in the ACK.
    public enum Offer {
        EARLY,
        LATE
    }

    private static final int PICTURES = 2; // labels
    private static final int OVER = 3;

    private static final List<Integer> REFUSALS =
            IntStream.rangeClosed(400, 606)
                    .filter(s -> s % 100 < 40 || s >= 470 && s < 495)
                    .boxed()
                    .toList();

    private final SippSteps steps = new SippSteps();
    private final SippText text;
    private final Offer offer;
    private int sequence = 1;
    private boolean deafInPauses;
    private boolean proven;
    private boolean speaks;

    private SippScenario(boolean caller, Offer offer) {
        this.text = new SippText(caller);
        this.offer = offer;
    }

    /// Calls the number of the key {@code service}.
    ///
    /// - {@code headers}: lines added to the INVITE, or nothing.
    public static SippScenario caller(Offer offer, String... headers) {
        SippScenario scenario = new SippScenario(true, offer);
        String body = offer == Offer.EARLY ? scenario.text.sdp("sendrecv") : "";
        scenario.steps.send(SippText.invite(lines(headers), body));
        return scenario;
    }

    /// Calls as an account, which it proves to be when it is asked.
    ///
    /// - {@code headers}: as with {@link #caller}.
    public static SippScenario caller(String user, String password, String... headers) {
        SippScenario scenario = caller(Offer.EARLY, headers);
        scenario.steps.receive("response=\"401\" auth=\"true\"", "");
        scenario.steps.send(SippText.refusalAcknowledged());
        String proof = SippText.proof(user, password);
        scenario.steps.send(
                SippText.inviteProven(lines(headers), proof, scenario.text.sdp("sendrecv")));
        scenario.sequence = 2;
        scenario.proven = true;
        return scenario;
    }

    /// Registers the account of the key {@code service}, and no more.
    public static SippScenario registration(String user, String password) {
        SippScenario scenario = new SippScenario(true, Offer.EARLY);
        scenario.steps.send(SippText.register(1, ""));
        scenario.steps.receive("response=\"401\" auth=\"true\"", "");
        scenario.steps.send(SippText.register(2, SippText.proof(user, password)));
        scenario.steps.receive("response=\"200\"", "");
        return scenario;
    }

    /// Asks whether the other side is there, as trunks do, and waits for that response.
    public static SippScenario ping(int status) {
        SippScenario scenario = new SippScenario(true, Offer.EARLY);
        scenario.steps.send(SippText.options());
        scenario.steps.receive("response=\"" + status + "\"", "");
        return scenario;
    }

    /// Is called.
    public static SippScenario callee() {
        SippScenario scenario = new SippScenario(false, Offer.EARLY);
        scenario.steps.receive(
                "request=\"INVITE\" rrs=\"true\"", SippNotes.DIALOG + SippNotes.MEDIA);
        return scenario;
    }

    // What a caller waits for and does.

    public SippScenario expectAnswer() {
        provisional("100");
        provisional("180");
        provisional("183");
        steps.receive("response=\"200\" rrs=\"true\"", SippNotes.MEDIA);
        acknowledge(offer == Offer.LATE ? text.sdp("sendrecv") : "");
        return this;
    }

    /// Waits for 183 with sound before the answer.
    public SippScenario expectEarlyMedia() {
        provisional("100");
        provisional("180");
        steps.receive("response=\"183\"", SippNotes.MEDIA);
        return this;
    }

    /// Waits for an offer of sound before the answer, in a 183 that wants to be confirmed, and
    /// answers it in PRACK (RFC 3262 §5); for calls without an offer of their own.
    public SippScenario expectOfferToConfirm() {
        provisional("100");
        provisional("180");
        steps.receive("response=\"183\" rrs=\"true\"", SippNotes.MEDIA + SippNotes.NUMBER);
        inDialog("PRACK", "RAck: [$rseq] 1 INVITE\n", text.sdp("sendrecv"));
        steps.receive("response=\"200\"", "");
        return this;
    }

    public SippScenario expectRinging() {
        provisional("100");
        provisional("183");
        steps.receive("response=\"180\"", "");
        return this;
    }

    public SippScenario expectRefusal(int status) {
        provisional("100");
        provisional("180");
        provisional("183");
        steps.receive("response=\"" + status + "\"", SippNotes.REASON);
        steps.send(SippText.refusalAcknowledged());
        return this;
    }

    /// Waits for a refusal, whichever it is.
    public SippScenario expectAnyRefusal() {
        provisional("100");
        provisional("180");
        provisional("183");
        REFUSALS.forEach(
                status ->
                        steps.receive(
                                "response=\"" + status + "\" optional=\"true\" next=\"1\"",
                                SippNotes.REASON));
        steps.receive("response=\"699\"", "");
        steps.label(1);
        steps.send(SippText.refusalAcknowledged());
        return this;
    }

    /// Gives up a time after the gateway said that it tries, whatever it says meanwhile.
    public SippScenario cancelAfter(Duration time) {
        steps.receive("response=\"100\"", "");
        deafInPauses = true;
        return stayFor(time).cancel();
    }

    /// Gives up before the answer.
    public SippScenario cancel() {
        steps.send(SippText.cancel());
        provisional("100");
        provisional("180");
        provisional("183");
        steps.receive("response=\"200\"", "");
        steps.receive("response=\"487\"", "");
        steps.send(SippText.refusalAcknowledged());
        return this;
    }

    // What a callee waits for and does.

    public SippScenario ring() {
        reply("180 Ringing", "");
        return this;
    }

    /// 183 with sound before the answer.
    public SippScenario progress() {
        reply("183 Session Progress", text.sdp("sendrecv"));
        return this;
    }

    /// 180 with sound: the destination plays its own ringing.
    public SippScenario ringWithSound() {
        reply("180 Ringing", text.sdp("sendrecv"));
        return this;
    }

    /// - {@code headers}: lines added to the response, or nothing.
    public SippScenario answer(String... headers) {
        String more = SippText.contact() + lines(headers);
        steps.send(SippText.response("200 OK", more, text.sdp("sendrecv")));
        steps.receive("request=\"ACK\"", SippNotes.MEDIA);
        return this;
    }

    /// Answers with pictures in VP8 beside the sound, and knows no feedback by RTCP.
    ///
    /// - {@code port}: where it wants them, and sends its own from.
    public SippScenario answerWithPictures(int port) {
        var body = text.sdp("sendrecv") + SippText.pictures(port);
        steps.send(SippText.response("200 OK", SippText.contact(), body));
        steps.receive("request=\"ACK\"", SippNotes.MEDIA);
        return this;
    }

    /// - {@code headers}: lines added to the response, or nothing.
    public SippScenario refuse(int status, String... headers) {
        steps.send(SippText.response(status + " Refused", lines(headers), ""));
        steps.receive("request=\"ACK\"", "");
        return this;
    }

    public SippScenario expectCancel() {
        steps.receive("request=\"CANCEL\"", SippNotes.REASON);
        steps.send(SippText.response("200 OK", "", ""));
        steps.send(SippText.terminated());
        steps.receive("request=\"ACK\"", "");
        return this;
    }

    /// Is told to stop, but has answered at that moment; then its call is ended.
    public SippScenario answerOverCancel() {
        steps.receive("request=\"CANCEL\"", SippNotes.REASON);
        steps.send(SippText.response("200 OK", "", ""));
        steps.send(text.answeredAllTheSame());
        steps.receive("request=\"ACK\"", "");
        steps.receive("request=\"BYE\"", "");
        steps.send(SippText.okay(""));
        return this;
    }

    /// Answers without ringing; whether or not a CANCEL crosses the answer, BYE is the end.
    public SippScenario answerAtOnce() {
        steps.send(SippText.response("200 OK", SippText.contact(), text.sdp("sendrecv")));
        steps.receive("request=\"CANCEL\" optional=\"true\"", "");
        steps.receive("request=\"ACK\"", SippNotes.MEDIA);
        steps.receive("request=\"BYE\"", "");
        steps.send(SippText.okay(""));
        return this;
    }

    // What either does.

    public SippScenario stayFor(Duration time) {
        steps.pause(time);
        return this;
    }

    /// Sends sound of its own from now on, over and over: SIPp's RTP, and not that of the phone
    /// beside it, which stays silent.
    ///
    /// - {@code file}: coded sound, nothing else; {@code codec}: a name of {@link SippCodec}.
    public SippScenario speak(Path file, SippCodec codec) {
        speaks = true;
        steps.stream(file.toString(), codec.payloadType, codec + "/8000");
        return this;
    }

    public SippScenario hangUp(String... more) {
        inDialog("BYE", lines(more), "");
        steps.receive("response=\"200\"", "");
        return this;
    }

    public SippScenario expectHangUp() {
        steps.receive("request=\"BYE\"", SippNotes.REASON);
        steps.send(SippText.okay(""));
        return this;
    }

    /// Puts the other side on hold, or takes it off: a re-INVITE with that direction.
    public SippScenario reinvite(String direction) {
        inDialog("INVITE", SippText.contact(), text.sdp(direction));
        provisional("100");
        steps.receive("response=\"200\"", SippNotes.MEDIA);
        acknowledge("");
        return this;
    }

    /// Changes to this codec, in a re-INVITE that has no other: PCMU or PCMA.
    public SippScenario changeTo(String codec) {
        inDialog("INVITE", SippText.contact(), text.sdp("sendrecv", Law.named(codec)));
        provisional("100");
        steps.receive("response=\"200\"", SippNotes.MEDIA);
        acknowledge("");
        return this;
    }

    /// Says who it is by now: an UPDATE with these lines (RFC 3311, RFC 3325).
    public SippScenario update(String... headers) {
        inDialog("UPDATE", SippText.contact() + lines(headers), "");
        steps.receive("response=\"200\"", "");
        return this;
    }

    /// Is told who it talks to by now; that must have these words.
    public SippScenario expectIdentity(String words) {
        steps.receive("request=\"UPDATE\"", SippNotes.must(words, "msg"));
        steps.send(SippText.okay(""));
        return this;
    }

    /// The other side changes the media; it must say this direction.
    public SippScenario expectReinvite(String direction, String answerDirection) {
        steps.receive("request=\"INVITE\"", SippNotes.must("a=" + direction, "body"));
        steps.send(SippText.okay(text.sdp(answerDirection)));
        steps.receive("request=\"ACK\"", "");
        return this;
    }

    /// Sends a digit as application/dtmf-relay.
    public SippScenario sendInfoDigit(char digit) {
        inDialog(
                "INFO",
                "Content-Type: application/dtmf-relay\n",
                "Signal=" + digit + "\nDuration=160\n");
        steps.receive("response=\"200\"", "");
        return this;
    }

    /// Asks that the other side be connected to a number of the gateway's.
    ///
    /// - {@code replaces}: names a second call of this party, or nothing.
    public SippScenario refer(String number, String... replaces) {
        var headers = replaces.length == 0 ? "" : "?Replaces=" + replaces[0];
        inDialog(
                "REFER",
                SippText.contact()
                        + "Refer-To: <sip:"
                        + number
                        + "@[remote_ip]:[remote_port]"
                        + headers
                        + ">\n",
                "");
        steps.receive("response=\"202\"", "");
        return this;
    }

    /// Waits until a transfer that was asked for is reported with this status line.
    public SippScenario expectNotify(String status) {
        steps.receive("request=\"NOTIFY\"", SippNotes.must("SIP/2.0 " + status, "body"));
        steps.send(SippText.okay(""));
        return this;
    }

    /// Asks for a whole picture (RFC 5168).
    public SippScenario askForPicture() {
        inDialog("INFO", "Content-Type: application/media_control+xml\n", SippText.FAST_UPDATE);
        steps.receive("response=\"200\"", "");
        return this;
    }

    /// Is asked for a whole picture at least once (RFC 5168), and as often as may be until the
    /// other side hangs up.
    public SippScenario expectPictureRequestsUntilHangUp() {
        steps.receive("request=\"INFO\"", SippNotes.PICTURE_REQUEST);
        steps.send(SippText.okay(""));
        steps.label(PICTURES);
        steps.receive("request=\"BYE\" optional=\"true\" next=\"" + OVER + "\"", "");
        steps.receive("request=\"INFO\"", SippNotes.PICTURE_REQUEST);
        steps.send(SippText.okay(""), PICTURES);
        steps.label(OVER);
        steps.send(SippText.okay(""));
        return this;
    }

    /// Takes digits by INFO alone: what follows names no telephone events.
    public SippScenario withoutEvents() {
        text.leaveEventsOut();
        return this;
    }

    /// Waits for a digit as application/dtmf-relay.
    public SippScenario expectInfoDigit(char digit) {
        steps.receive("request=\"INFO\"", SippNotes.must("Signal= *[" + digit + "]", "body"));
        steps.send(SippText.okay(""));
        return this;
    }

    String xml() {
        return speaks ? steps.xml().replace("[rtp_port]", "[rtpstream_audio_port]") : steps.xml();
    }

    /// Whether SIPp sends sound of its own.
    boolean speaks() {
        return speaks;
    }

    /// Whether the caller proves who it is.
    boolean isProven() {
        return proven;
    }

    /// What SIPp itself must be told for this scenario.
    List<String> options() {
        // what comes between the pause and the CANCEL is no pause to SIPp, and would end its call
        return deafInPauses
                ? List.of("-pause_msg_ign", "-default_behaviors", "all,-abortunexp")
                : List.of();
    }

    private void acknowledge(String body) {
        steps.send(text.inDialog("ACK", sequence, "", body));
    }

    private void inDialog(String method, String more, String body) {
        sequence++;
        steps.send(text.inDialog(method, sequence, more, body));
    }

    private void reply(String status, String body) {
        steps.send(SippText.response(status, SippText.contact(), body));
    }

    private void provisional(String status) {
        steps.receive(
                "response=\"" + status + "\" optional=\"true\"",
                status.equals("183") ? SippNotes.MEDIA : "");
    }

    private static String lines(String... lines) {
        return lines.length == 0 ? "" : String.join("\n", lines) + "\n";
    }
}
