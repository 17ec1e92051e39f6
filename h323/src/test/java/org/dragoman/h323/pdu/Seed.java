package org.dragoman.h323.pdu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.asn1.per.Octets;
import org.dragoman.h323.asn1.h225.H323UUPDU.H323MessageBody.Alerting;
import org.dragoman.h323.asn1.h225.H323UUPDU.H323MessageBody.Connect;
import org.dragoman.h323.asn1.h225.H323UUPDU.H323MessageBody.Setup;
import org.dragoman.h323.asn1.h225.H323UserInformation;

/// Octets that are right, to be made wrong, and the kind of PDU they are.
record Seed(byte[] octets, Kind kind) {
    /// Every PDU of the golden files once, and what is tunnelled in them.
    static List<Seed> all() throws MalformedPdu {
        Map<Octets, Kind> seeds = new LinkedHashMap<>();
        for (Golden golden : Golden.all(GoldenFile.values())) {
            seeds.put(Octets.of(golden.octets()), golden.kind());
            if (golden.kind() == Kind.CALL_SIGNALLING) {
                var pdu = H323UserInformation.fromPer(golden.octets()).h323UuPdu();
                pdu.h245Control()
                        .ifPresent(all -> all.forEach(each -> seeds.put(each, Kind.CONTROL)));
                fastStart(pdu.h323MessageBody()).forEach(each -> seeds.put(each, Kind.CHANNEL));
            }
        }
        List<Seed> all = new ArrayList<>();
        seeds.forEach((octets, kind) -> all.add(new Seed(octets.toByteArray(), kind)));
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
