package org.dragoman.h323.h225;

import java.util.List;
import java.util.Optional;
import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.asn1.per.Null;
import org.dragoman.asn1.per.ObjectId;
import org.dragoman.asn1.per.Octets;
import org.dragoman.asn1.per.UnknownExtensions;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.core.fault.PeerFault.Scope;
import org.dragoman.h323.asn1.h225.AlertingUUIE;
import org.dragoman.h323.asn1.h225.CallIdentifier;
import org.dragoman.h323.asn1.h225.CallProceedingUUIE;
import org.dragoman.h323.asn1.h225.CallType;
import org.dragoman.h323.asn1.h225.ConnectUUIE;
import org.dragoman.h323.asn1.h225.EndpointType;
import org.dragoman.h323.asn1.h225.FacilityReason;
import org.dragoman.h323.asn1.h225.FacilityUUIE;
import org.dragoman.h323.asn1.h225.GatewayInfo;
import org.dragoman.h323.asn1.h225.H221NonStandard;
import org.dragoman.h323.asn1.h225.H323UUPDU;
import org.dragoman.h323.asn1.h225.H323UUPDU.H323MessageBody;
import org.dragoman.h323.asn1.h225.H323UserInformation;
import org.dragoman.h323.asn1.h225.InformationUUIE;
import org.dragoman.h323.asn1.h225.NotifyUUIE;
import org.dragoman.h323.asn1.h225.ProgressUUIE;
import org.dragoman.h323.asn1.h225.ReleaseCompleteUUIE;
import org.dragoman.h323.asn1.h225.SetupAcknowledgeUUIE;
import org.dragoman.h323.asn1.h225.SetupUUIE;
import org.dragoman.h323.asn1.h225.StatusInquiryUUIE;
import org.dragoman.h323.asn1.h225.StatusUUIE;
import org.dragoman.h323.asn1.h225.VendorIdentifier;
import org.dragoman.h323.q931.MessageType;

/// The User-user element on the wire. Source: H.225.0 §7.3 and Annex A.
public final class H225Codec {
    /// We say version 4: new enough for tunnelling with fast start, old enough for peers that
    /// clear calls of versions they do not know.
    private static final ObjectId PROTOCOL = ObjectId.of(0, 0, 8, 2250, 0, 4);

    private static final EndpointType US = us();

    private H225Codec() {}

    private static EndpointType us() {
        // Manufacturer 0 of the country code for tests and private use, T.35 Annex A.
        var vendor =
                VendorIdentifier.builder()
                        .vendor(new H221NonStandard(0xB5, 0, 0))
                        .productId(
                                Octets.of(
                                        "Dragoman"
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets
                                                                .US_ASCII)))
                        .build();
        return EndpointType.builder()
                .vendor(vendor)
                .gateway(GatewayInfo.builder().build())
                .mc(false)
                .undefinedNode(false)
                .build();
    }

    public static UserInformation decode(Octets content) throws PeerFault {
        try {
            return Uuie.read(H323UserInformation.fromPer(content));
        } catch (MalformedPdu bad) {
            throw new Malformed(
                    Scope.MESSAGE, Optional.ofNullable(bad.getMessage()).orElse("H.225.0"));
        }
    }

    public static Octets encode(MessageType type, UserInformation info) {
        var pdu = H323UUPDU.builder().h323MessageBody(body(type, info));
        info.h245Tunnelling().ifPresent(pdu::h245Tunnelling);
        if (!info.h245Control().isEmpty()) {
            pdu.h245Control(info.h245Control());
        }
        return new H323UserInformation(
                        pdu.build(),
                        info.userData().flatMap(UserData::write),
                        UnknownExtensions.NONE)
                .toPerOctets();
    }

    private static H323MessageBody body(MessageType type, UserInformation info) {
        return switch (type) {
            case SETUP -> new H323MessageBody.Setup(setup(info));
            case CALL_PROCEEDING -> new H323MessageBody.CallProceeding(proceeding(info));
            case ALERTING -> new H323MessageBody.Alerting(alerting(info));
            case PROGRESS -> new H323MessageBody.Progress(progress(info));
            case CONNECT -> new H323MessageBody.Connect(connect(info));
            case FACILITY -> new H323MessageBody.Facility(facility(info));
            case RELEASE_COMPLETE -> new H323MessageBody.ReleaseComplete(release(info));
            case INFORMATION ->
                    new H323MessageBody.Information(
                            InformationUUIE.builder()
                                    .protocolIdentifier(PROTOCOL)
                                    .callIdentifier(call(info))
                                    .build());
            case SETUP_ACKNOWLEDGE ->
                    new H323MessageBody.SetupAcknowledge(
                            new SetupAcknowledgeUUIE(PROTOCOL, call(info)));
            case STATUS -> new H323MessageBody.Status(new StatusUUIE(PROTOCOL, call(info)));
            case STATUS_ENQUIRY ->
                    new H323MessageBody.StatusInquiry(new StatusInquiryUUIE(PROTOCOL, call(info)));
            case NOTIFY -> new H323MessageBody.Notify(new NotifyUUIE(PROTOCOL, call(info)));
            case CONNECT_ACKNOWLEDGE, USER_INFORMATION, DISCONNECT, RELEASE ->
                    new H323MessageBody.Empty(); // H.225.0 Table 4 has no body for them
        };
    }

    private static CallIdentifier call(UserInformation info) {
        return new CallIdentifier(info.callIdentifier().orElseThrow());
    }

    private static SetupUUIE setup(UserInformation info) {
        var m =
                SetupUUIE.builder()
                        .protocolIdentifier(PROTOCOL)
                        .sourceInfo(US)
                        .activeMC(false)
                        .conferenceID(info.conferenceId().orElseThrow())
                        .conferenceGoal(new SetupUUIE.ConferenceGoal.Create())
                        .callType(new CallType.PointToPoint())
                        .callIdentifier(call(info))
                        .mediaWaitForConnect(info.mediaWaitForConnect())
                        .canOverlapSend(info.canOverlapSend())
                        .multipleCalls(info.multipleCalls())
                        .maintainConnection(info.maintainConnection());
        Aliases.encode(info.aliases()).ifPresent(m::sourceAddress);
        Aliases.encode(info.destination()).ifPresent(m::destinationAddress);
        info.h245Address().map(TransportAddresses::encode).ifPresent(m::h245Address);
        info.sourceCallSignalAddress()
                .map(TransportAddresses::encode)
                .ifPresent(m::sourceCallSignalAddress);
        info.destCallSignalAddress()
                .map(TransportAddresses::encode)
                .ifPresent(m::destCallSignalAddress);
        present(info.fastStart()).ifPresent(m::fastStart);
        present(info.parallelH245Control()).ifPresent(m::parallelH245Control);
        Uuie.presentation(info).ifPresent(m::presentationIndicator);
        Uuie.screening(info).ifPresent(m::screeningIndicator);
        info.hopCount().ifPresent(m::hopCount);
        return m.build();
    }

    private static CallProceedingUUIE proceeding(UserInformation info) {
        var m =
                CallProceedingUUIE.builder()
                        .protocolIdentifier(PROTOCOL)
                        .destinationInfo(US)
                        .callIdentifier(call(info))
                        .multipleCalls(info.multipleCalls())
                        .maintainConnection(info.maintainConnection());
        info.h245Address().map(TransportAddresses::encode).ifPresent(m::h245Address);
        present(info.fastStart()).ifPresent(m::fastStart);
        refused(info).ifPresent(m::fastConnectRefused);
        return m.build();
    }

    private static AlertingUUIE alerting(UserInformation info) {
        var m =
                AlertingUUIE.builder()
                        .protocolIdentifier(PROTOCOL)
                        .destinationInfo(US)
                        .callIdentifier(call(info))
                        .multipleCalls(info.multipleCalls())
                        .maintainConnection(info.maintainConnection());
        info.h245Address().map(TransportAddresses::encode).ifPresent(m::h245Address);
        present(info.fastStart()).ifPresent(m::fastStart);
        Aliases.encode(info.aliases()).ifPresent(m::alertingAddress);
        Uuie.presentation(info).ifPresent(m::presentationIndicator);
        Uuie.screening(info).ifPresent(m::screeningIndicator);
        refused(info).ifPresent(m::fastConnectRefused);
        return m.build();
    }

    private static ProgressUUIE progress(UserInformation info) {
        var m =
                ProgressUUIE.builder()
                        .protocolIdentifier(PROTOCOL)
                        .destinationInfo(US)
                        .callIdentifier(call(info))
                        .multipleCalls(info.multipleCalls())
                        .maintainConnection(info.maintainConnection());
        info.h245Address().map(TransportAddresses::encode).ifPresent(m::h245Address);
        present(info.fastStart()).ifPresent(m::fastStart);
        refused(info).ifPresent(m::fastConnectRefused);
        return m.build();
    }

    private static ConnectUUIE connect(UserInformation info) {
        var m =
                ConnectUUIE.builder()
                        .protocolIdentifier(PROTOCOL)
                        .destinationInfo(US)
                        .conferenceID(info.conferenceId().orElseThrow())
                        .callIdentifier(call(info))
                        .multipleCalls(info.multipleCalls())
                        .maintainConnection(info.maintainConnection());
        info.h245Address().map(TransportAddresses::encode).ifPresent(m::h245Address);
        present(info.fastStart()).ifPresent(m::fastStart);
        Aliases.encode(info.aliases()).ifPresent(m::connectedAddress);
        Uuie.presentation(info).ifPresent(m::presentationIndicator);
        Uuie.screening(info).ifPresent(m::screeningIndicator);
        refused(info).ifPresent(m::fastConnectRefused);
        return m.build();
    }

    private static FacilityUUIE facility(UserInformation info) {
        var m =
                FacilityUUIE.builder()
                        .protocolIdentifier(PROTOCOL)
                        .reason(
                                switch (info.reason().orElse("")) {
                                    case UserInformation.START_H245 ->
                                            new FacilityReason.StartH245();
                                    case UserInformation.TRANSPORTED_INFORMATION ->
                                            new FacilityReason.TransportedInformation();
                                    case UserInformation.CALL_FORWARDED ->
                                            new FacilityReason.CallForwarded();
                                    default -> new FacilityReason.UndefinedReason(); // no reason
                                })
                        .callIdentifier(call(info));
        info.h245Address().map(TransportAddresses::encode).ifPresent(m::h245Address);
        info.alternative().map(TransportAddresses::encode).ifPresent(m::alternativeAddress);
        Aliases.encode(info.alternativeAliases()).ifPresent(m::alternativeAliasAddress);
        present(info.fastStart()).ifPresent(m::fastStart);
        return m.build();
    }

    private static ReleaseCompleteUUIE release(UserInformation info) {
        var m =
                ReleaseCompleteUUIE.builder()
                        .protocolIdentifier(PROTOCOL)
                        .callIdentifier(call(info));
        info.reason().flatMap(ReleaseReasons::named).ifPresent(m::reason);
        return m.build();
    }

    private static Optional<List<Octets>> present(List<Octets> pdus) {
        return pdus.isEmpty() ? Optional.empty() : Optional.of(pdus);
    }

    private static Optional<Null> refused(UserInformation info) {
        return info.fastConnectRefused() ? Optional.of(Null.NULL) : Optional.empty();
    }
}
