package org.dragoman.h323.h245;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.core.fault.PeerFault.Scope;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.asn1.h245.CloseLogicalChannel;
import org.dragoman.h323.asn1.h245.CloseLogicalChannelAck;
import org.dragoman.h323.asn1.h245.CommandMessage;
import org.dragoman.h323.asn1.h245.EndSessionCommand;
import org.dragoman.h323.asn1.h245.FunctionNotSupported;
import org.dragoman.h323.asn1.h245.IndicationMessage;
import org.dragoman.h323.asn1.h245.MasterSlaveDetermination;
import org.dragoman.h323.asn1.h245.MasterSlaveDeterminationAck;
import org.dragoman.h323.asn1.h245.MasterSlaveDeterminationReject;
import org.dragoman.h323.asn1.h245.MasterSlaveDeterminationRelease;
import org.dragoman.h323.asn1.h245.ModeElement;
import org.dragoman.h323.asn1.h245.ModeElementType;
import org.dragoman.h323.asn1.h245.MultimediaSystemControlMessage;
import org.dragoman.h323.asn1.h245.OpenLogicalChannel;
import org.dragoman.h323.asn1.h245.OpenLogicalChannelConfirm;
import org.dragoman.h323.asn1.h245.RequestChannelClose;
import org.dragoman.h323.asn1.h245.RequestChannelCloseAck;
import org.dragoman.h323.asn1.h245.RequestChannelCloseReject;
import org.dragoman.h323.asn1.h245.RequestMessage;
import org.dragoman.h323.asn1.h245.RequestMode;
import org.dragoman.h323.asn1.h245.RequestModeAck;
import org.dragoman.h323.asn1.h245.RequestModeReject;
import org.dragoman.h323.asn1.h245.ResponseMessage;
import org.dragoman.h323.asn1.h245.RoundTripDelayRequest;
import org.dragoman.h323.asn1.h245.RoundTripDelayResponse;
import org.dragoman.h323.asn1.h245.TerminalCapabilitySetAck;
import org.dragoman.h323.asn1.h245.TerminalCapabilitySetReject;
import org.dragoman.h323.asn1.h245.TerminalCapabilitySetRelease;
import org.dragoman.h323.asn1.h245.UserInputIndication;
import org.dragoman.h323.h245.H245Message.Other;
import org.dragoman.h323.h245.H245Message.Other.Kind;

/// Encoded H.245 PDUs and the messages we know. Source: H.245 §6 (Annex A).
public final class H245Codec {
    private static final int SHORTEST_DIGIT = 1; // milliseconds, UserInputIndication.signal
    private static final int LONGEST_DIGIT = 65_535; // milliseconds

    private final CodecCapabilities codecs;
    private final CapabilityCodec capabilities;
    private final ChannelCodec channels;

    public H245Codec(CodecCapabilities codecs) {
        this.codecs = codecs;
        this.capabilities = new CapabilityCodec(codecs);
        this.channels = new ChannelCodec(codecs, capabilities);
    }

    public H245Message decode(byte[] pdu) throws PeerFault {
        try {
            return switch (MultimediaSystemControlMessage.fromPer(pdu)) {
                case MultimediaSystemControlMessage.Request(var request) -> request(request);
                case MultimediaSystemControlMessage.Response(var response) -> response(response);
                case MultimediaSystemControlMessage.Command(var command) -> command(command);
                case MultimediaSystemControlMessage.Indication(var indication) ->
                        indication(indication);
                case MultimediaSystemControlMessage.Unknown unknown ->
                        new Other("unknown " + unknown.index(), Kind.INDICATION);
            };
        } catch (MalformedPdu bad) {
            throw malformed(bad);
        }
    }

    /// An element of fastStart.
    public H245Message.OpenLogicalChannel decodeChannel(Octets pdu) throws PeerFault {
        try {
            return channels.decode(OpenLogicalChannel.fromPer(pdu));
        } catch (MalformedPdu bad) {
            throw malformed(bad);
        }
    }

    public Octets encodeChannel(H245Message.OpenLogicalChannel channel) {
        return channels.encode(channel).toPerOctets();
    }

    private static Malformed malformed(MalformedPdu bad) {
        return new Malformed(Scope.MESSAGE, Optional.ofNullable(bad.getMessage()).orElse("H.245"));
    }

    private H245Message request(RequestMessage request) {
        return switch (request) {
            case RequestMessage.MasterSlaveDetermination(var m) ->
                    new H245Message.MasterSlaveDetermination(
                            m.terminalType(), m.statusDeterminationNumber());
            case RequestMessage.TerminalCapabilitySet(var m) ->
                    new H245Message.TerminalCapabilitySet(
                            m.sequenceNumber(), capabilities.decode(m));
            case RequestMessage.OpenLogicalChannel(var m) -> channels.decode(m);
            case RequestMessage.CloseLogicalChannel(var m) ->
                    new H245Message.CloseLogicalChannel(m.forwardLogicalChannelNumber());
            case RequestMessage.RequestChannelClose(var m) ->
                    new H245Message.RequestChannelClose(m.forwardLogicalChannelNumber());
            case RequestMessage.RequestMode(var m) ->
                    new H245Message.RequestMode(m.sequenceNumber(), modes(m), fax(m), asksSound(m));
            case RequestMessage.RoundTripDelayRequest(var m) ->
                    new H245Message.RoundTripDelayRequest(m.sequenceNumber());
            default -> other(request, Kind.REQUEST); // H.245 §7.13.2 says how to answer
        };
    }

    /// The audio of each alternative; alternatives without audio we know ask for nothing.
    private List<AudioFormat> modes(RequestMode m) {
        var modes = new ArrayList<AudioFormat>();
        for (var alternative : m.requestedModes()) {
            for (var element : alternative) {
                if (element.type() instanceof ModeElementType.AudioMode(var audio)) {
                    AudioNames.ofMode(audio)
                            .flatMap(name -> codecs.format(name, 1))
                            .map(f -> f.withPacketMillis(codecs.usualMillis(f.codec())))
                            .ifPresent(modes::add);
                }
            }
        }
        return modes;
    }

    private static boolean asksSound(RequestMode m) {
        return m.requestedModes().stream()
                .flatMap(List::stream)
                .anyMatch(element -> element.type() instanceof ModeElementType.AudioMode);
    }

    /// T.38, where the alternative wanted most has it.
    private static Optional<FaxRelay> fax(RequestMode m) {
        return m.requestedModes().stream()
                .limit(1)
                .flatMap(List::stream)
                .flatMap(
                        element ->
                                element.type() instanceof ModeElementType.DataMode(var data)
                                        ? FaxNames.relay(data).stream()
                                        : Stream.empty())
                .findFirst();
    }

    private H245Message response(ResponseMessage response) {
        return switch (response) {
            case ResponseMessage.MasterSlaveDeterminationAck(var m) ->
                    new H245Message.MasterSlaveDeterminationAck(
                            m.decision() instanceof MasterSlaveDeterminationAck.Decision.Master);
            case ResponseMessage.MasterSlaveDeterminationReject _ ->
                    new H245Message.MasterSlaveDeterminationReject();
            case ResponseMessage.TerminalCapabilitySetAck(var m) ->
                    new H245Message.TerminalCapabilitySetAck(m.sequenceNumber());
            case ResponseMessage.TerminalCapabilitySetReject(var m) ->
                    new H245Message.TerminalCapabilitySetReject(m.sequenceNumber());
            case ResponseMessage.OpenLogicalChannelAck(var m) -> channels.decode(m);
            case ResponseMessage.OpenLogicalChannelReject(var m) -> ChannelCodec.decode(m);
            case ResponseMessage.CloseLogicalChannelAck(var m) ->
                    new H245Message.CloseLogicalChannelAck(m.forwardLogicalChannelNumber());
            case ResponseMessage.RequestChannelCloseAck(var m) ->
                    new H245Message.RequestChannelCloseAck(m.forwardLogicalChannelNumber());
            case ResponseMessage.RequestChannelCloseReject(var m) ->
                    new H245Message.RequestChannelCloseReject(m.forwardLogicalChannelNumber());
            case ResponseMessage.RequestModeAck(var m) ->
                    new H245Message.RequestModeAck(
                            m.sequenceNumber(),
                            m.response()
                                    instanceof
                                    RequestModeAck.Response.WillTransmitMostPreferredMode);
            case ResponseMessage.RequestModeReject(var m) ->
                    new H245Message.RequestModeReject(m.sequenceNumber());
            case ResponseMessage.RoundTripDelayResponse(var m) ->
                    new H245Message.RoundTripDelayResponse(m.sequenceNumber());
            default -> other(response, Kind.RESPONSE); // answers nothing we asked
        };
    }

    private static H245Message command(CommandMessage command) {
        return switch (command) {
            case CommandMessage.EndSessionCommand _ -> new H245Message.EndSession();
            default -> other(command, Kind.COMMAND); // none that voice needs
        };
    }

    private static H245Message indication(IndicationMessage indication) {
        return switch (indication) {
            case IndicationMessage.UserInput(var input) -> userInput(input);
            case IndicationMessage.MasterSlaveDeterminationRelease _ ->
                    new H245Message.MasterSlaveDeterminationRelease();
            case IndicationMessage.TerminalCapabilitySetRelease _ ->
                    new H245Message.TerminalCapabilitySetRelease();
            case IndicationMessage.OpenLogicalChannelConfirm(var m) ->
                    new H245Message.OpenLogicalChannelConfirm(m.forwardLogicalChannelNumber());
            default -> other(indication, Kind.INDICATION); // H.245 §6: needs no action
        };
    }

    private static H245Message userInput(UserInputIndication input) {
        return switch (input) {
            case UserInputIndication.Alphanumeric(var characters) ->
                    new H245Message.UserInputAlphanumeric(characters);
            case UserInputIndication.ExtendedAlphanumeric e ->
                    new H245Message.UserInputAlphanumeric(e.alphanumeric());
            case UserInputIndication.Signal s when s.signalType().length() == 1 ->
                    new H245Message.UserInputSignal(
                            s.signalType().charAt(0), s.duration().orElse(0));
            case UserInputIndication.SignalUpdate s ->
                    new H245Message.UserInputSignalUpdate(s.duration());
            default -> other(input, Kind.INDICATION); // carries no digit
        };
    }

    private static Other other(Object alternative, Kind kind) {
        return new Other(AudioNames.word(alternative), kind);
    }

    public byte[] encode(H245Message message) {
        return pdu(message).toPer();
    }

    private MultimediaSystemControlMessage pdu(H245Message message) {
        return switch (message) {
            case H245Message.MasterSlaveDetermination(int type, int number) ->
                    ask(
                            new RequestMessage.MasterSlaveDetermination(
                                    new MasterSlaveDetermination(type, number)));
            case H245Message.MasterSlaveDeterminationAck(boolean master) ->
                    answer(
                            new ResponseMessage.MasterSlaveDeterminationAck(
                                    new MasterSlaveDeterminationAck(
                                            master
                                                    ? new MasterSlaveDeterminationAck.Decision
                                                            .Master()
                                                    : new MasterSlaveDeterminationAck.Decision
                                                            .Slave())));
            case H245Message.MasterSlaveDeterminationReject _ ->
                    answer(
                            new ResponseMessage.MasterSlaveDeterminationReject(
                                    new MasterSlaveDeterminationReject(
                                            new MasterSlaveDeterminationReject.Cause
                                                    .IdenticalNumbers())));
            case H245Message.MasterSlaveDeterminationRelease _ ->
                    tell(
                            new IndicationMessage.MasterSlaveDeterminationRelease(
                                    new MasterSlaveDeterminationRelease()));
            case H245Message.TerminalCapabilitySet(int sequence, var set) ->
                    ask(
                            new RequestMessage.TerminalCapabilitySet(
                                    capabilities.encode(sequence, set)));
            case H245Message.TerminalCapabilitySetAck(int sequence) ->
                    answer(
                            new ResponseMessage.TerminalCapabilitySetAck(
                                    new TerminalCapabilitySetAck(sequence)));
            case H245Message.TerminalCapabilitySetReject(int sequence) ->
                    answer(
                            new ResponseMessage.TerminalCapabilitySetReject(
                                    new TerminalCapabilitySetReject(
                                            sequence,
                                            new TerminalCapabilitySetReject.Cause.Unspecified())));
            case H245Message.TerminalCapabilitySetRelease _ ->
                    tell(
                            new IndicationMessage.TerminalCapabilitySetRelease(
                                    new TerminalCapabilitySetRelease()));
            case H245Message.OpenLogicalChannel m ->
                    ask(new RequestMessage.OpenLogicalChannel(channels.encode(m)));
            case H245Message.OpenLogicalChannelAck m ->
                    answer(new ResponseMessage.OpenLogicalChannelAck(channels.encode(m)));
            case H245Message.OpenLogicalChannelReject m ->
                    answer(new ResponseMessage.OpenLogicalChannelReject(ChannelCodec.encode(m)));
            case H245Message.OpenLogicalChannelConfirm(int number) ->
                    tell(
                            new IndicationMessage.OpenLogicalChannelConfirm(
                                    new OpenLogicalChannelConfirm(number)));
            case H245Message.CloseLogicalChannel(int number) ->
                    ask(
                            new RequestMessage.CloseLogicalChannel(
                                    new CloseLogicalChannel(
                                            number, new CloseLogicalChannel.Source.User())));
            case H245Message.CloseLogicalChannelAck(int number) ->
                    answer(
                            new ResponseMessage.CloseLogicalChannelAck(
                                    new CloseLogicalChannelAck(number)));
            case H245Message.RequestChannelClose(int number) ->
                    ask(new RequestMessage.RequestChannelClose(new RequestChannelClose(number)));
            case H245Message.RequestChannelCloseAck(int number) ->
                    answer(
                            new ResponseMessage.RequestChannelCloseAck(
                                    new RequestChannelCloseAck(number)));
            case H245Message.RequestChannelCloseReject(int number) ->
                    answer(
                            new ResponseMessage.RequestChannelCloseReject(
                                    new RequestChannelCloseReject(
                                            number,
                                            new RequestChannelCloseReject.Cause.Unspecified())));
            case H245Message.RequestMode m -> ask(requestMode(m));
            case H245Message.RequestModeAck(int sequence, boolean most) ->
                    answer(
                            new ResponseMessage.RequestModeAck(
                                    new RequestModeAck(
                                            sequence,
                                            most
                                                    ? new RequestModeAck.Response
                                                            .WillTransmitMostPreferredMode()
                                                    : new RequestModeAck.Response
                                                            .WillTransmitLessPreferredMode())));
            case H245Message.RequestModeReject(int sequence) ->
                    answer(
                            new ResponseMessage.RequestModeReject(
                                    new RequestModeReject(
                                            sequence,
                                            new RequestModeReject.Cause.ModeUnavailable())));
            case H245Message.RoundTripDelayRequest(int sequence) ->
                    ask(
                            new RequestMessage.RoundTripDelayRequest(
                                    new RoundTripDelayRequest(sequence)));
            case H245Message.RoundTripDelayResponse(int sequence) ->
                    answer(
                            new ResponseMessage.RoundTripDelayResponse(
                                    new RoundTripDelayResponse(sequence)));
            case H245Message.UserInputSignal(char digit, int millis) ->
                    tell(new IndicationMessage.UserInput(signal(digit, millis)));
            case H245Message.UserInputSignalUpdate(int millis) ->
                    tell(
                            new IndicationMessage.UserInput(
                                    UserInputIndication.SignalUpdate.builder()
                                            .duration(clamped(millis))
                                            .build()));
            case H245Message.UserInputAlphanumeric(var characters) ->
                    tell(
                            new IndicationMessage.UserInput(
                                    new UserInputIndication.Alphanumeric(characters)));
            case H245Message.EndSession _ ->
                    new MultimediaSystemControlMessage.Command(
                            new CommandMessage.EndSessionCommand(
                                    new EndSessionCommand.Disconnect()));
            case H245Message.FunctionNotUnderstood _ ->
                    tell(
                            new IndicationMessage.FunctionNotSupported(
                                    new FunctionNotSupported(
                                            new FunctionNotSupported.Cause.UnknownFunction())));
            case Other o -> throw new IllegalArgumentException("nothing to send: " + o);
        };
    }

    private static UserInputIndication signal(char digit, int millis) {
        var signal = UserInputIndication.Signal.builder().signalType(String.valueOf(digit));
        if (millis > 0) {
            signal.duration(clamped(millis));
        }
        return signal.build();
    }

    private static int clamped(int millis) {
        return Math.clamp(millis, SHORTEST_DIGIT, LONGEST_DIGIT);
    }

    private static RequestMessage requestMode(H245Message.RequestMode m) {
        var fax =
                m.fax().map(FaxNames::mode).map(ModeElementType.DataMode::new).stream()
                        .map(ModeElementType.class::cast);
        var audio =
                m.modes().stream()
                        .flatMap(f -> AudioNames.mode(f.capability()).stream())
                        .map(ModeElementType.AudioMode::new);
        var alternatives =
                Stream.concat(fax, audio).map(type -> List.of(new ModeElement(type))).toList();
        return new RequestMessage.RequestMode(new RequestMode(m.sequence(), alternatives));
    }

    private static MultimediaSystemControlMessage ask(RequestMessage message) {
        return new MultimediaSystemControlMessage.Request(message);
    }

    private static MultimediaSystemControlMessage answer(ResponseMessage message) {
        return new MultimediaSystemControlMessage.Response(message);
    }

    private static MultimediaSystemControlMessage tell(IndicationMessage message) {
        return new MultimediaSystemControlMessage.Indication(message);
    }
}
