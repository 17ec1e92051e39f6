package org.dragoman.h323.h245;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.asn1.h245.CommandMessage;
import org.dragoman.h323.asn1.h245.IndicationMessage;
import org.dragoman.h323.asn1.h245.MasterSlaveDeterminationAck;
import org.dragoman.h323.asn1.h245.ModeElementType;
import org.dragoman.h323.asn1.h245.MultimediaSystemControlMessage;
import org.dragoman.h323.asn1.h245.RequestMessage;
import org.dragoman.h323.asn1.h245.RequestMode;
import org.dragoman.h323.asn1.h245.RequestModeAck;
import org.dragoman.h323.asn1.h245.ResponseMessage;
import org.dragoman.h323.asn1.h245.UserInputIndication;
import org.dragoman.h323.h245.H245Message.Other;
import org.dragoman.h323.h245.H245Message.Other.Kind;

/// What encoded H.245 messages say, in the words we know. Source: H.245 Annex A.
final class MessageReader {
    private final CodecCapabilities codecs;
    private final CapabilityCodec capabilities;
    private final ChannelCodec channels;

    MessageReader(CodecCapabilities codecs, CapabilityCodec capabilities, ChannelCodec channels) {
        this.codecs = codecs;
        this.capabilities = capabilities;
        this.channels = channels;
    }

    H245Message read(MultimediaSystemControlMessage pdu) {
        return switch (pdu) {
            case MultimediaSystemControlMessage.Request(var request) -> request(request);
            case MultimediaSystemControlMessage.Response(var response) -> response(response);
            case MultimediaSystemControlMessage.Command(var command) -> command(command);
            case MultimediaSystemControlMessage.Indication(var indication) ->
                    indication(indication);
            case MultimediaSystemControlMessage.Unknown unknown ->
                    new Other("unknown " + unknown.index(), Kind.INDICATION);
        };
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
            default -> other(request, Kind.REQUEST); // H.245 §B.14 says how to answer
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
            default -> other(indication, Kind.INDICATION); // H.245 §5.9: needs no action
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
}
