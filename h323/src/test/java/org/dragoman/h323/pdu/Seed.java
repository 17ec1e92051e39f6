package org.dragoman.h323.pdu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.asn1.per.Octets;
import org.dragoman.h323.asn1.h225.H323UUPDU.H323MessageBody.Alerting;
import org.dragoman.h323.asn1.h225.H323UUPDU.H323MessageBody.Connect;
import org.dragoman.h323.asn1.h225.H323UUPDU.H323MessageBody.Setup;
import org.dragoman.h323.asn1.h225.H323UserInformation;
import org.dragoman.h323.asn1.h245.OpenLogicalChannel;

/// Octets that are right, to be made wrong, and the decoder that must cope with them.
record Seed(byte[] octets, Codec codec) {
    /// A decoder, and the encoder for what it made.
    enum Codec {
        CALL_SIGNALLING(Kind.H225::decode, value -> Kind.H225.encode((Record) value)),
        RAS(Kind.RAS::decode, value -> Kind.RAS.encode((Record) value)),
        CONTROL(Kind.H245::decode, value -> Kind.H245.encode((Record) value)),
        SUPPLEMENTARY(Kind.H450::decode, value -> Kind.H450.encode((Record) value)),
        INCOMING_CALL(Kind.H460_18::decode, value -> Kind.H460_18.encode((Record) value)),
        TRAVERSAL(Kind.H460_19::decode, value -> Kind.H460_19.encode((Record) value)),
        CHANNEL(OpenLogicalChannel::fromPer, value -> ((OpenLogicalChannel) value).toPer());

        private final Decoding decoding;
        private final Function<Object, byte[]> encoding;

        Codec(Decoding decoding, Function<Object, byte[]> encoding) {
            this.decoding = decoding;
            this.encoding = encoding;
        }

        Object decode(byte[] octets) throws MalformedPdu {
            return decoding.decode(octets);
        }

        byte[] encode(Object value) {
            return encoding.apply(value);
        }
    }

    private interface Decoding {
        Object decode(byte[] octets) throws MalformedPdu;
    }

    /// Every PDU of the golden files once, and what is tunnelled in them.
    static List<Seed> all() throws MalformedPdu {
        Map<Octets, Codec> seeds = new LinkedHashMap<>();
        for (Golden golden : Golden.all(Kind.values())) {
            Codec codec =
                    switch (golden.kind()) {
                        case Q931, H225 -> Codec.CALL_SIGNALLING;
                        case RAS -> Codec.RAS;
                        case H245 -> Codec.CONTROL;
                        case H450 -> Codec.SUPPLEMENTARY;
                        case H460_18 -> Codec.INCOMING_CALL;
                        case H460_19 -> Codec.TRAVERSAL;
                    };
            seeds.put(Octets.of(golden.octets()), codec);
            if (codec == Codec.CALL_SIGNALLING) {
                var pdu = H323UserInformation.fromPer(golden.octets()).h323UuPdu();
                pdu.h245Control()
                        .ifPresent(all -> all.forEach(each -> seeds.put(each, Codec.CONTROL)));
                fastStart(pdu.h323MessageBody()).forEach(each -> seeds.put(each, Codec.CHANNEL));
            }
        }
        List<Seed> all = new ArrayList<>();
        seeds.forEach((octets, codec) -> all.add(new Seed(octets.toByteArray(), codec)));
        return all;
    }

    private static List<Octets> fastStart(Object body) {
        return switch (body) {
            case Setup(var setup) -> setup.fastStart().orElse(List.of());
            case Alerting(var alerting) -> alerting.fastStart().orElse(List.of());
            case Connect(var connect) -> connect.fastStart().orElse(List.of());
            default -> List.of();
        };
    }
}
