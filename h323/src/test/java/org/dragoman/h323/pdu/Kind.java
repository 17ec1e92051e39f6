package org.dragoman.h323.pdu;

import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.h323.asn1.h225.H323UserInformation;
import org.dragoman.h323.asn1.h225.RasMessage;
import org.dragoman.h323.asn1.h245.MultimediaSystemControlMessage;
import org.dragoman.h323.asn1.h4501.H4501SupplementaryService;

/// The kinds of PDU in the golden files, each with its codec.
enum Kind {
    /// A whole Q.931 message; the PDU is in its User-User element.
    Q931("q931"),
    H225("h225"),
    RAS("ras"),
    H245("h245"),
    H450("h450");

    final String file;

    Kind(String file) {
        this.file = file;
    }

    /// The value of the PDU: a record or an alternative of a CHOICE.
    Record decode(byte[] octets) throws MalformedPdu {
        return switch (this) {
            case Q931, H225 -> H323UserInformation.fromPer(octets);
            case RAS -> (Record) RasMessage.fromPer(octets);
            case H245 -> (Record) MultimediaSystemControlMessage.fromPer(octets);
            case H450 -> H4501SupplementaryService.fromPer(octets);
        };
    }

    byte[] encode(Record value) {
        return switch (this) {
            case Q931, H225 -> ((H323UserInformation) value).toPer();
            case RAS -> ((RasMessage) value).toPer();
            case H245 -> ((MultimediaSystemControlMessage) value).toPer();
            case H450 -> ((H4501SupplementaryService) value).toPer();
        };
    }
}
