package org.dragoman.h323.pdu;

/// The files under `golden/pdu`. Its README says where each comes from.
enum GoldenFile {
    /// Whole Q.931 messages; the PDU is in the User-User element.
    Q931("q931", Kind.CALL_SIGNALLING, 2_107),
    H225("h225", Kind.CALL_SIGNALLING, 628),
    RAS("ras", Kind.RAS, 1_049),
    H245("h245", Kind.CONTROL, 576),
    H450("h450", Kind.SUPPLEMENTARY, 21),
    H460_18("h46018", Kind.INCOMING_CALL, 0),
    H460_19("h46019", Kind.TRAVERSAL, 0),
    PYCRATE_H225("pycrate-h225", Kind.CALL_SIGNALLING, 0),
    PYCRATE_RAS("pycrate-ras", Kind.RAS, 0),
    PYCRATE_H245("pycrate-h245", Kind.CONTROL, 0);

    final String file;
    final Kind kind;

    /// Messages of the captures in it, counting repeated ones.
    final int messages;

    GoldenFile(String file, Kind kind, int messages) {
        this.file = file;
        this.kind = kind;
        this.messages = messages;
    }
}
