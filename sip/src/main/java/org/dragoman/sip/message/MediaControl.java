package org.dragoman.sip.message;

/// The body of an INFO that asks the sender of a stream of video for something.
///
/// - Source: RFC 5168 §4, §7.
public final class MediaControl {
    public static final String TYPE = "application/media_control+xml";

    private static final int LONGEST = 4_096; // characters; a request is about 200
    private static final String ASK = "<picture_fast_update";

    private MediaControl() {}

    public static boolean isOne(Body body) {
        return body.mediaType().equals(TYPE);
    }

    /// Whether it asks for a key frame. The text is searched, not parsed: nothing else in it is
    /// acted on.
    public static boolean asksForPicture(Body body) {
        return body.text().length() <= LONGEST && body.text().contains(ASK);
    }

    /// Asks for a key frame.
    public static Body fastUpdate() {
        return new Body(
                TYPE,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n"
                        + "<media_control><vc_primitive><to_encoder>"
                        + "<picture_fast_update/>"
                        + "</to_encoder></vc_primitive></media_control>\r\n");
    }
}
