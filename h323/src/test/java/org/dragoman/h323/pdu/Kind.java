package org.dragoman.h323.pdu;

import java.util.function.Function;
import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.h323.asn1.h225.H323UserInformation;
import org.dragoman.h323.asn1.h225.RasMessage;
import org.dragoman.h323.asn1.h245.MultimediaSystemControlMessage;
import org.dragoman.h323.asn1.h245.OpenLogicalChannel;
import org.dragoman.h323.asn1.h4501.H4501SupplementaryService;
import org.dragoman.h323.asn1.h46018.IncomingCallIndication;
import org.dragoman.h323.asn1.h46019.TraversalParameters;

/// The kinds of PDU that a stranger can send, each with its codec.
enum Kind {
    CALL_SIGNALLING(H323UserInformation::fromPer, it -> ((H323UserInformation) it).toPer()),
    RAS(octets -> (Record) RasMessage.fromPer(octets), it -> ((RasMessage) it).toPer()),
    CONTROL(
            octets -> (Record) MultimediaSystemControlMessage.fromPer(octets),
            it -> ((MultimediaSystemControlMessage) it).toPer()),

    /// A proposal of fast start, inside call signalling.
    CHANNEL(OpenLogicalChannel::fromPer, it -> ((OpenLogicalChannel) it).toPer()),
    SUPPLEMENTARY(
            H4501SupplementaryService::fromPer, it -> ((H4501SupplementaryService) it).toPer()),

    /// Content of a parameter of H.460.18, inside RAS.
    INCOMING_CALL(IncomingCallIndication::fromPer, it -> ((IncomingCallIndication) it).toPer()),

    /// Content of a parameter of H.460.19, inside control.
    TRAVERSAL(TraversalParameters::fromPer, it -> ((TraversalParameters) it).toPer());

    private interface Decoding {
        Record decode(byte[] octets) throws MalformedPdu;
    }

    private final Decoding decoding;
    private final Function<Record, byte[]> encoding;

    Kind(Decoding decoding, Function<Record, byte[]> encoding) {
        this.decoding = decoding;
        this.encoding = encoding;
    }

    /// The value of the PDU: a record, which may be an alternative of a CHOICE.
    Record decode(byte[] octets) throws MalformedPdu {
        return decoding.decode(octets);
    }

    byte[] encode(Record value) {
        return encoding.apply(value);
    }
}
