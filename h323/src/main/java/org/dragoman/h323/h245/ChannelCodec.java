package org.dragoman.h323.h245;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.h323.asn1.h245.DataType;
import org.dragoman.h323.asn1.h245.H2250LogicalChannelAckParameters;
import org.dragoman.h323.asn1.h245.H2250LogicalChannelParameters;
import org.dragoman.h323.asn1.h245.OpenLogicalChannel;
import org.dragoman.h323.asn1.h245.OpenLogicalChannel.ForwardLogicalChannelParameters;
import org.dragoman.h323.asn1.h245.OpenLogicalChannel.ReverseLogicalChannelParameters;
import org.dragoman.h323.asn1.h245.OpenLogicalChannelAck;
import org.dragoman.h323.asn1.h245.OpenLogicalChannelReject;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelReject.Why;

/// Logical channels on the wire. Source: H.245 §B.3.
final class ChannelCodec {
    private final CodecCapabilities codecs;
    private final CapabilityCodec capabilities;

    ChannelCodec(CodecCapabilities codecs, CapabilityCodec capabilities) {
        this.codecs = codecs;
        this.capabilities = capabilities;
    }

    OpenLogicalChannel encode(H245Message.OpenLogicalChannel m) {
        var forward = m.forward();
        var open = OpenLogicalChannel.builder();
        open.forwardLogicalChannelNumber(m.number());
        open.forwardLogicalChannelParameters(
                new ForwardLogicalChannelParameters(
                        type(forward),
                        forward.isKnown()
                                ? new ForwardLogicalChannelParameters.MultiplexParameters
                                        .H2250LogicalChannelParameters(parameters(forward))
                                : new ForwardLogicalChannelParameters.MultiplexParameters.None()));
        m.reverse()
                .ifPresent(
                        r ->
                                open.reverseLogicalChannelParameters(
                                        ReverseLogicalChannelParameters.builder()
                                                .dataType(type(r))
                                                .multiplexParameters(
                                                        new ReverseLogicalChannelParameters
                                                                .MultiplexParameters
                                                                .H2250LogicalChannelParameters(
                                                                parameters(r)))
                                                .build()));
        return open.build();
    }

    private DataType type(ChannelMedia media) {
        if (media.fax().isPresent()) {
            return new DataType.Data(FaxNames.capability(media.fax().get()));
        }
        return media.format()
                .<DataType>map(
                        f ->
                                new DataType.AudioData(
                                        AudioNames.capability(
                                                new AudioNames.Named(
                                                        f.capability(), codecs.units(f)))))
                .orElseGet(DataType.NullData::new);
    }

    private static H2250LogicalChannelParameters parameters(ChannelMedia media) {
        var p = H2250LogicalChannelParameters.builder().sessionID(media.session());
        media.media().map(Addresses::encode).ifPresent(p::mediaChannel);
        media.control().map(Addresses::encode).ifPresent(p::mediaControlChannel);
        media.mayPause().ifPresent(p::silenceSuppression);
        return p.build();
    }

    H245Message.OpenLogicalChannel decode(OpenLogicalChannel open) {
        var forward = open.forwardLogicalChannelParameters();
        return new H245Message.OpenLogicalChannel(
                open.forwardLogicalChannelNumber(),
                media(
                        forward.dataType(),
                        forward.multiplexParameters()
                                        instanceof
                                        ForwardLogicalChannelParameters.MultiplexParameters
                                                .H2250LogicalChannelParameters(var p)
                                ? Optional.of(p)
                                : Optional.empty()),
                open.reverseLogicalChannelParameters()
                        .map(
                                r ->
                                        media(
                                                r.dataType(),
                                                r.multiplexParameters()
                                                        .flatMap(ChannelCodec::reverse))));
    }

    private static Optional<H2250LogicalChannelParameters> reverse(
            ReverseLogicalChannelParameters.MultiplexParameters multiplex) {
        return multiplex
                        instanceof
                        ReverseLogicalChannelParameters.MultiplexParameters
                                .H2250LogicalChannelParameters(var p)
                ? Optional.of(p)
                : Optional.empty();
    }

    private ChannelMedia media(DataType type, Optional<H2250LogicalChannelParameters> parameters) {
        Optional<AudioFormat> format =
                type instanceof DataType.AudioData(var audio)
                        ? capabilities.format(audio)
                        : Optional.empty();
        var word =
                type instanceof DataType.AudioData(var audio)
                        ? AudioNames.word(audio)
                        : AudioNames.word(type);
        return new ChannelMedia(
                format,
                word,
                parameters.map(H2250LogicalChannelParameters::sessionID).orElse(0),
                parameters
                        .flatMap(H2250LogicalChannelParameters::mediaChannel)
                        .flatMap(Addresses::decode),
                parameters
                        .flatMap(H2250LogicalChannelParameters::mediaControlChannel)
                        .flatMap(Addresses::decode),
                type instanceof DataType.Data(var data) ? FaxNames.relay(data) : Optional.empty(),
                parameters.flatMap(H2250LogicalChannelParameters::silenceSuppression));
    }

    OpenLogicalChannelAck encode(H245Message.OpenLogicalChannelAck m) {
        var p = H2250LogicalChannelAckParameters.builder();
        p.sessionID(m.session());
        m.media().map(Addresses::encode).ifPresent(p::mediaChannel);
        m.control().map(Addresses::encode).ifPresent(p::mediaControlChannel);
        var ack =
                OpenLogicalChannelAck.builder()
                        .forwardLogicalChannelNumber(m.number())
                        .forwardMultiplexAckParameters(
                                new OpenLogicalChannelAck.ForwardMultiplexAckParameters
                                        .H2250LogicalChannelAckParameters(p.build()));
        m.reverse()
                .ifPresent(
                        number ->
                                ack.reverseLogicalChannelParameters(
                                        OpenLogicalChannelAck.ReverseLogicalChannelParameters
                                                .builder()
                                                .reverseLogicalChannelNumber(number)
                                                .build()));
        return ack.build();
    }

    H245Message.OpenLogicalChannelAck decode(OpenLogicalChannelAck ack) {
        Optional<H2250LogicalChannelAckParameters> p =
                ack.forwardMultiplexAckParameters().flatMap(ChannelCodec::parameters);
        return new H245Message.OpenLogicalChannelAck(
                ack.forwardLogicalChannelNumber(),
                address(p.flatMap(H2250LogicalChannelAckParameters::mediaChannel)),
                address(p.flatMap(H2250LogicalChannelAckParameters::mediaControlChannel)),
                p.flatMap(H2250LogicalChannelAckParameters::sessionID)
                        .orElse(ChannelMedia.AUDIO_SESSION),
                ack.reverseLogicalChannelParameters()
                        .map(r -> OptionalInt.of(r.reverseLogicalChannelNumber()))
                        .orElse(OptionalInt.empty()));
    }

    private static Optional<InetSocketAddress> address(
            Optional<org.dragoman.h323.asn1.h245.TransportAddress> address) {
        return address.flatMap(Addresses::decode);
    }

    private static Optional<H2250LogicalChannelAckParameters> parameters(
            OpenLogicalChannelAck.ForwardMultiplexAckParameters multiplex) {
        return multiplex
                        instanceof
                        OpenLogicalChannelAck.ForwardMultiplexAckParameters
                                .H2250LogicalChannelAckParameters(var p)
                ? Optional.of(p)
                : Optional.empty();
    }

    static OpenLogicalChannelReject encode(H245Message.OpenLogicalChannelReject m) {
        return new OpenLogicalChannelReject(
                m.number(),
                switch (m.why()) {
                    case UNSPECIFIED -> new OpenLogicalChannelReject.Cause.Unspecified();
                    case DATA_TYPE_NOT_SUPPORTED ->
                            new OpenLogicalChannelReject.Cause.DataTypeNotSupported();
                    case MASTER_SLAVE_CONFLICT ->
                            new OpenLogicalChannelReject.Cause.MasterSlaveConflict();
                });
    }

    static H245Message.OpenLogicalChannelReject decode(OpenLogicalChannelReject reject) {
        return new H245Message.OpenLogicalChannelReject(
                reject.forwardLogicalChannelNumber(),
                switch (reject.cause()) {
                    case OpenLogicalChannelReject.Cause.DataTypeNotSupported _,
                            OpenLogicalChannelReject.Cause.DataTypeNotAvailable _,
                            OpenLogicalChannelReject.Cause.UnknownDataType _ ->
                            Why.DATA_TYPE_NOT_SUPPORTED;
                    case OpenLogicalChannelReject.Cause.MasterSlaveConflict _ ->
                            Why.MASTER_SLAVE_CONFLICT;
                    default -> Why.UNSPECIFIED; // nothing we would do differently
                });
    }
}
