package org.dragoman.h323.h245;

import java.util.List;
import java.util.stream.Stream;
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

/// The PDUs of our messages. Source: H.245 Annex A.
final class MessageWriter {
    private static final int SHORTEST_DIGIT = 1; // milliseconds, UserInputIndication.signal
    private static final int LONGEST_DIGIT = 65_535; // milliseconds

    private final CapabilityCodec capabilities;
    private final ChannelCodec channels;

    MessageWriter(CapabilityCodec capabilities, ChannelCodec channels) {
        this.capabilities = capabilities;
        this.channels = channels;
    }

    MultimediaSystemControlMessage pdu(H245Message message) {
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
