package org.dragoman.h323.q931;

import java.util.Optional;

/// The messages of Q.931 Table 4-2 that H.225.0 Table 8 (messages used) names, and those an
/// endpoint must at least know by name to answer that it does not take them.
public enum MessageType {
    ALERTING(0x01, "Alerting"),
    CALL_PROCEEDING(0x02, "CallProceeding"),
    PROGRESS(0x03, "Progress"),
    SETUP(0x05, "Setup"),
    CONNECT(0x07, "Connect"),
    SETUP_ACKNOWLEDGE(0x0D, "SetupAcknowledge"),
    CONNECT_ACKNOWLEDGE(0x0F, "ConnectAcknowledge"),
    USER_INFORMATION(0x20, "UserInformation"),
    DISCONNECT(0x45, "Disconnect"),
    RELEASE(0x4D, "Release"),
    RELEASE_COMPLETE(0x5A, "ReleaseComplete"),
    FACILITY(0x62, "Facility"),
    NOTIFY(0x6E, "Notify"),
    STATUS_ENQUIRY(0x75, "StatusEnquiry"),
    INFORMATION(0x7B, "Information"),
    STATUS(0x7D, "Status");

    private static final MessageType[] BY_CODE = new MessageType[128];

    static {
        for (var type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final String word;

    MessageType(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /// The octet on the wire.
    public int code() {
        return code;
    }

    static Optional<MessageType> of(int code) {
        return code < BY_CODE.length ? Optional.ofNullable(BY_CODE[code]) : Optional.empty();
    }

    /// The Recommendation's word for it.
    @Override
    public String toString() {
        return word;
    }
}
