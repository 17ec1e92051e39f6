package org.dragoman.h323.h225;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.dragoman.asn1.per.ObjectId;
import org.dragoman.h323.asn1.h225.CallIdentifier;
import org.dragoman.h323.asn1.h225.EndpointType;
import org.dragoman.h323.asn1.h225.H323UUPDU.H323MessageBody;
import org.dragoman.h323.asn1.h225.H323UserInformation;
import org.dragoman.h323.asn1.h225.PresentationIndicator;
import org.dragoman.h323.asn1.h225.ScreeningIndicator;
import org.dragoman.h323.asn1.h225.SetupUUIE;
import org.dragoman.h323.asn1.h225.TransportAddress;

/// The bodies of H.225.0 messages as one {@link UserInformation}. What an older version leaves
/// out is empty (H1).
final class Uuie {
    private Uuie() {}

    static UserInformation read(H323UserInformation message) {
        var pdu = message.h323UuPdu();
        var info = UserInformation.builder();
        message.userData().map(UserData::read).ifPresent(info::userData);
        pdu.h245Tunnelling().ifPresent(info::h245Tunnelling);
        info.h245Control(pdu.h245Control().orElse(List.of()));
        info.provisionalTunnelling(pdu.provisionalRespToH245Tunnelling().isPresent());
        switch (pdu.h323MessageBody()) {
            case H323MessageBody.Setup(var m) -> setup(m, info);
            case H323MessageBody.CallProceeding(var m) -> {
                common(info, m.protocolIdentifier(), m.callIdentifier(), m.h245Address());
                product(m.destinationInfo(), info);
                info.fastStart(m.fastStart().orElse(List.of()));
                info.fastConnectRefused(m.fastConnectRefused().isPresent());
                connection(m.multipleCalls(), m.maintainConnection(), info);
            }
            case H323MessageBody.Alerting(var m) -> {
                common(info, m.protocolIdentifier(), m.callIdentifier(), m.h245Address());
                product(m.destinationInfo(), info);
                info.fastStart(m.fastStart().orElse(List.of()));
                info.fastConnectRefused(m.fastConnectRefused().isPresent());
                connection(m.multipleCalls(), m.maintainConnection(), info);
                info.aliases(Aliases.decode(m.alertingAddress()));
                indicators(m.presentationIndicator(), m.screeningIndicator(), info);
            }
            case H323MessageBody.Progress(var m) -> {
                common(
                        info,
                        m.protocolIdentifier(),
                        Optional.of(m.callIdentifier()),
                        m.h245Address());
                product(m.destinationInfo(), info);
                info.fastStart(m.fastStart().orElse(List.of()));
                info.fastConnectRefused(m.fastConnectRefused().isPresent());
                connection(m.multipleCalls(), m.maintainConnection(), info);
            }
            case H323MessageBody.Connect(var m) -> {
                common(info, m.protocolIdentifier(), m.callIdentifier(), m.h245Address());
                product(m.destinationInfo(), info);
                info.conferenceId(m.conferenceID());
                info.fastStart(m.fastStart().orElse(List.of()));
                info.fastConnectRefused(m.fastConnectRefused().isPresent());
                connection(m.multipleCalls(), m.maintainConnection(), info);
                info.aliases(Aliases.decode(m.connectedAddress()));
                indicators(m.presentationIndicator(), m.screeningIndicator(), info);
            }
            case H323MessageBody.Facility(var m) -> {
                common(info, m.protocolIdentifier(), m.callIdentifier(), m.h245Address());
                info.reason(word(m.reason()));
                info.fastStart(m.fastStart().orElse(List.of()));
                info.fastConnectRefused(m.fastConnectRefused().isPresent());
                connection(m.multipleCalls(), m.maintainConnection(), info);
                m.alternativeAddress()
                        .flatMap(TransportAddresses::decode)
                        .ifPresent(info::alternative);
                info.alternativeAliases(Aliases.decode(m.alternativeAliasAddress()));
            }
            case H323MessageBody.ReleaseComplete(var m) -> {
                common(info, m.protocolIdentifier(), m.callIdentifier(), Optional.empty());
                m.reason().map(Uuie::word).ifPresent(info::reason);
            }
            case H323MessageBody.Information(var m) ->
                    common(info, m.protocolIdentifier(), m.callIdentifier(), Optional.empty());
            case H323MessageBody.SetupAcknowledge(var m) ->
                    common(
                            info,
                            m.protocolIdentifier(),
                            Optional.of(m.callIdentifier()),
                            Optional.empty());
            case H323MessageBody.Status(var m) ->
                    common(
                            info,
                            m.protocolIdentifier(),
                            Optional.of(m.callIdentifier()),
                            Optional.empty());
            case H323MessageBody.StatusInquiry(var m) ->
                    common(
                            info,
                            m.protocolIdentifier(),
                            Optional.of(m.callIdentifier()),
                            Optional.empty());
            case H323MessageBody.Notify(var m) -> {
                common(
                        info,
                        m.protocolIdentifier(),
                        Optional.of(m.callIdentifier()),
                        Optional.empty());
                info.aliases(Aliases.decode(m.connectedAddress()));
                indicators(m.presentationIndicator(), m.screeningIndicator(), info);
            }
            case H323MessageBody.Empty _, H323MessageBody.Unknown _ -> {}
        }
        return info.build();
    }

    private static void setup(SetupUUIE m, UserInformation.Builder info) {
        common(info, m.protocolIdentifier(), m.callIdentifier(), m.h245Address());
        product(m.sourceInfo(), info);
        info.conferenceId(m.conferenceID());
        info.aliases(Aliases.decode(m.sourceAddress()));
        info.destination(Aliases.decode(m.destinationAddress()));
        m.sourceCallSignalAddress()
                .flatMap(TransportAddresses::decode)
                .ifPresent(info::sourceCallSignalAddress);
        m.destCallSignalAddress()
                .flatMap(TransportAddresses::decode)
                .ifPresent(info::destCallSignalAddress);
        info.fastStart(m.fastStart().orElse(List.of()));
        info.parallelH245Control(m.parallelH245Control().orElse(List.of()));
        info.canOverlapSend(m.canOverlapSend().orElse(false));
        info.mediaWaitForConnect(m.mediaWaitForConnect().orElse(false));
        info.callIndependent(
                m.conferenceGoal()
                        instanceof SetupUUIE.ConferenceGoal.CallIndependentSupplementaryService);
        m.hopCount().ifPresent(info::hopCount);
        connection(m.multipleCalls(), m.maintainConnection(), info);
        indicators(m.presentationIndicator(), m.screeningIndicator(), info);
    }

    private static void common(
            UserInformation.Builder info,
            ObjectId protocol,
            Optional<CallIdentifier> call,
            Optional<TransportAddress> h245Address) {
        long[] arcs = protocol.arcs();
        // 0.0.8.2250.0.version; anything else tells no version.
        info.version(arcs.length == 6 ? (int) Math.min(arcs[5], 255) : 0);
        call.map(CallIdentifier::guid).ifPresent(info::callIdentifier);
        h245Address.flatMap(TransportAddresses::decode).ifPresent(info::h245Address);
    }

    private static void connection(
            Optional<Boolean> several, Optional<Boolean> kept, UserInformation.Builder info) {
        info.connection(several.orElse(false), kept.orElse(false));
    }

    private static void product(EndpointType type, UserInformation.Builder info) {
        type.vendor()
                .flatMap(v -> v.productId())
                .map(o -> new String(o.toByteArray(), StandardCharsets.ISO_8859_1))
                .map(Uuie::printable)
                .ifPresent(info::product);
    }

    private static String printable(String text) {
        boolean clean = text.chars().allMatch(c -> c >= ' ' && c != 0x7f);
        return clean ? text : text.replaceAll("\\p{Cntrl}", "");
    }

    private static void indicators(
            Optional<PresentationIndicator> presentation,
            Optional<ScreeningIndicator> screening,
            UserInformation.Builder info) {
        presentation.ifPresent(
                p ->
                        info.presentation(
                                switch (p) {
                                    case PresentationIndicator.PresentationAllowed _ -> 0;
                                    case PresentationIndicator.PresentationRestricted _ -> 1;
                                    case PresentationIndicator.AddressNotAvailable _ -> 2;
                                    case PresentationIndicator.Unknown _ -> 1; // hide too much
                                }));
        screening.ifPresent(
                s ->
                        info.screening(
                                switch (s) {
                                    case ScreeningIndicator.Known k -> k.ordinal();
                                    case ScreeningIndicator.Unknown _ -> 0;
                                }));
    }

    static Optional<PresentationIndicator> presentation(UserInformation info) {
        return info.presentation().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        switch (info.presentation().getAsInt()) {
                            case 0 -> new PresentationIndicator.PresentationAllowed();
                            case 2 -> new PresentationIndicator.AddressNotAvailable();
                            default -> new PresentationIndicator.PresentationRestricted(); // 1, 3
                        });
    }

    static Optional<ScreeningIndicator> screening(UserInformation info) {
        return info.screening().isEmpty()
                ? Optional.empty()
                : Optional.of(ScreeningIndicator.Known.values()[info.screening().getAsInt() & 3]);
    }

    /// An alternative of a CHOICE in its ASN.1 word.
    static String word(Object alternative) {
        var name = alternative.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
