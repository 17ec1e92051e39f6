package org.dragoman.tests.peer;

/// The SIP messages of one party, in SIPp's words: what stands in brackets it fills in.
final class SippText {
    private static final String SDP =
            """
            v=0
            o=sipp 1 %d IN IP4 [rtp_address]
            s=-
            c=IN IP4 [rtp_address]
            t=0 0
            m=audio [rtp_port] RTP/AVP %s 101
            %s
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=%s
            """;

    /// RFC 5168 §4, without what may be left out.
    static final String FAST_UPDATE =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <media_control><vc_primitive><to_encoder><picture_fast_update/></to_encoder></vc_primitive></media_control>
            """;

    private static final String VIA_OF_INVITE =
            "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bK-[pid]-[call_number]";

    private final boolean caller;
    private int version = 1;
    private boolean events = true;

    SippText(boolean caller) {
        this.caller = caller;
    }

    /// Its descriptions name no telephone events (RFC 4733) from now on.
    void leaveEventsOut() {
        events = false;
    }

    /// A description with the codecs of the call's settings.
    String sdp(String direction) {
        return sdp("[codec_types]", "[codec_maps]", direction);
    }

    private String sdp(Object types, String maps, String direction) {
        String all = SDP.formatted(version++, types, maps, direction);
        return events
                ? all
                : all.replace(" 101\n", "\n").replaceAll("a=(rtpmap|fmtp):101 .*\n", "");
    }

    /// What pictures add to a description.
    static String pictures(int port) {
        return "m=video %d RTP/AVP 96\na=rtpmap:96 VP8/90000\na=sendrecv\n".formatted(port);
    }

    /// One that has this codec alone.
    String sdp(String direction, Law codec) {
        String map =
                "a=rtpmap:%d PCM%s/8000".formatted(codec.payloadType, codec == Law.A ? "A" : "U");
        return sdp(codec.payloadType, map, direction);
    }

    /// - {@code headers}: whole lines, or nothing.
    static String invite(String headers, String body) {
        String text =
                """
                INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
                %s
                Max-Forwards: 70
                From: [caller_identity];tag=[pid]t[call_number]
                To: <sip:[service]@[remote_ip]:[remote_port]>
                Call-ID: [call_id]
                CSeq: 1 INVITE
                %sAllow: INVITE, ACK, CANCEL, BYE, INFO, UPDATE, PRACK
                %s"""
                        .formatted(VIA_OF_INVITE, contact(), headers);
        return withBody(text, body);
    }

    /// The same with the answer to a challenge.
    static String inviteProven(String headers, String proof, String body) {
        return invite(headers + proof, body)
                .replace("CSeq: 1 INVITE", "CSeq: 2 INVITE")
                .replace("branch=z9hG4bK-[pid]-[call_number]", "branch=[branch]");
    }

    /// What makes SIPp answer the challenge that came last.
    static String proof(String user, String password) {
        return "[authentication username=" + user + " password=" + password + "]\n";
    }

    /// - {@code proof}: a line, or nothing.
    static String register(int sequence, String proof) {
        return withBody(
                """
                REGISTER sip:[remote_ip] SIP/2.0
                Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
                Max-Forwards: 70
                From: <sip:[service]@[remote_ip]>;tag=[pid]t[call_number]
                To: <sip:[service]@[remote_ip]>
                Call-ID: [call_id]
                CSeq: %d REGISTER
                Contact: <sip:[service]@[local_ip]:[local_port]>
                Expires: 300
                %s"""
                        .formatted(sequence, proof),
                "");
    }

    static String options() {
        return withBody(
                """
                OPTIONS sip:[remote_ip]:[remote_port] SIP/2.0
                Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
                Max-Forwards: 70
                From: <sip:ping@[local_ip]>;tag=[pid]t[call_number]
                To: <sip:[remote_ip]>
                Call-ID: [call_id]
                CSeq: 1 OPTIONS
                """,
                "");
    }

    static String cancel() {
        return withBody(
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
    }

    static String refusalAcknowledged() {
        return withBody(
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

    /// A request inside the dialog.
    String inDialog(String method, int sequence, String more, String body) {
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
                        .formatted(method, parties, sequence, method, more);
        return withBody(text, body);
    }

    /// A response to what came last, which began the dialog.
    static String response(String status, String more, String body) {
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

    /// An answer to the INVITE after its CANCEL, which came last.
    String answeredAllTheSame() {
        return withBody(
                """
                SIP/2.0 200 OK
                [last_Via:]
                [last_From:]
                [last_To:];tag=[pid]t[call_number]
                [last_Call-ID:]
                CSeq: 1 INVITE
                """
                        + contact(),
                sdp("sendrecv"));
    }

    /// What answers the INVITE after its CANCEL, which came last.
    static String terminated() {
        return withBody(
                """
                SIP/2.0 487 Request Terminated
                [last_Via:]
                [last_From:]
                [last_To:];tag=[pid]t[call_number]
                [last_Call-ID:]
                CSeq: 1 INVITE
                """,
                "");
    }

    /// 200 to a request inside the dialog, whose To has its tag already.
    static String okay(String body) {
        String text =
                """
                SIP/2.0 200 OK
                [last_Via:]
                [last_From:]
                [last_To:]
                [last_Call-ID:]
                [last_CSeq:]
                %s"""
                        .formatted(contact());
        return withBody(text, body);
    }

    static String contact() {
        return "Contact: <sip:sipp@[local_ip]:[local_port]>\n";
    }

    private static String withBody(String text, String body) {
        String type =
                body.isEmpty() || text.contains("Content-Type")
                        ? ""
                        : "Content-Type: application/sdp\n";
        return text + type + "Content-Length: [len]\n\n" + body;
    }
}
