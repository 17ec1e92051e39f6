package org.dragoman.h323.pdu;

import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.h323.asn1.h225.H323UserInformation;
import org.dragoman.h323.asn1.h225.RasMessage;
import org.dragoman.h323.asn1.h245.MultimediaSystemControlMessage;
import org.dragoman.h323.asn1.h4501.H4501SupplementaryService;
import org.dragoman.h323.asn1.h46018.IncomingCallIndication;
import org.dragoman.h323.asn1.h46019.TraversalParameters;

/// The kinds of PDU in the golden files, each with its codec.
enum Kind {
    /// A whole Q.931 message; the PDU is in its User-User element.
    Q931("q931"),
    H225("h225"),
    RAS("ras"),
    H245("h245"),
    H450("h450"),
    /// Content of a parameter of H.460.18, inside RAS.
    H460_18("h46018"),
    /// Content of a parameter of H.460.19, inside H.245.
    H460_19("h46019");

    final String file;

    Kind(String file) {
        this.file = file;
    }

    /// Whether a PDU of this kind is a message, and not a part of one.
    boolean isMessage() {
        return this != H460_18 && this != H460_19;
    }

    /// The value of the PDU: a record or an alternative of a CHOICE.
    Record decode(byte[] octets) throws MalformedPdu {
        return switch (this) {
            case Q931, H225 -> H323UserInformation.fromPer(octets);
            case RAS -> (Record) RasMessage.fromPer(octets);
            case H245 -> (Record) MultimediaSystemControlMessage.fromPer(octets);
            case H450 -> H4501SupplementaryService.fromPer(octets);
            case H460_18 -> IncomingCallIndication.fromPer(octets);
            case H460_19 -> TraversalParameters.fromPer(octets);
        };
    }

    byte[] encode(Record value) {
        return switch (this) {
            case Q931, H225 -> ((H323UserInformation) value).toPer();
            case RAS -> ((RasMessage) value).toPer();
            case H245 -> ((MultimediaSystemControlMessage) value).toPer();
            case H450 -> ((H4501SupplementaryService) value).toPer();
            case H460_18 -> ((IncomingCallIndication) value).toPer();
            case H460_19 -> ((TraversalParameters) value).toPer();
        };
    }
}
