package org.dragoman.h323.h245;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.FaxRelay;

/// The messages of H.245 that a voice call needs; all others are {@link Other}. The names are
/// those of H.245 Annex A.
public sealed interface H245Message {
    /// The message in H.245's words, for traces.
    default String word() {
        String name = getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /// One line of what matters in it, or empty.
    default String detail() {
        return "";
    }

    /// - {@code terminalType}: the larger one decides (H.323 §6.2.8.4); {@code number}: breaks
    ///   ties.
    record MasterSlaveDetermination(int terminalType, int number) implements H245Message {}

    /// - {@code master}: what the receiver of this message is.
    record MasterSlaveDeterminationAck(boolean master) implements H245Message {
        @Override
        public String detail() {
            return master ? "master" : "slave";
        }
    }

    record MasterSlaveDeterminationReject() implements H245Message {}

    record MasterSlaveDeterminationRelease() implements H245Message {}

    /// - {@code sequence}: 0 to 255.
    record TerminalCapabilitySet(int sequence, CapabilitySet capabilities) implements H245Message {
        @Override
        public String detail() {
            var audio = capabilities.audio().toString();
            return capabilities.pauses()
                    ? "empty"
                    : capabilities.fax().map(f -> audio + ", " + f).orElse(audio);
        }
    }

    record TerminalCapabilitySetAck(int sequence) implements H245Message {}

    record TerminalCapabilitySetReject(int sequence) implements H245Message {}

    record TerminalCapabilitySetRelease() implements H245Message {}

    /// - {@code number}: 1 to 65 535, chosen by the side that opens.
    /// - {@code forward}: what the opener sends; {@code reverse}: what it wants back, in fast
    ///   start and in channels both ways.
    record OpenLogicalChannel(int number, ChannelMedia forward, Optional<ChannelMedia> reverse)
            implements H245Message {
        @Override
        public String detail() {
            return number
                    + " "
                    + forward.format()
                            .or(() -> reverse.flatMap(ChannelMedia::format))
                            .map(AudioFormat::toString)
                            .or(() -> forward.fax().map(FaxRelay::toString))
                            .orElse(forward.typeName());
        }
    }

    /// - {@code media}: where the acknowledging side wants RTP; {@code control}: RTCP.
    /// - {@code session}: as the channel's.
    /// - {@code reverse}: number of the other direction, of a channel that has both.
    record OpenLogicalChannelAck(
            int number,
            Optional<InetSocketAddress> media,
            Optional<InetSocketAddress> control,
            int session,
            OptionalInt reverse)
            implements H245Message {
        /// Of a channel in one direction.
        public OpenLogicalChannelAck(
                int number,
                Optional<InetSocketAddress> media,
                Optional<InetSocketAddress> control,
                int session) {
            this(number, media, control, session, OptionalInt.empty());
        }

        /// Of a channel of the primary audio.
        public OpenLogicalChannelAck(
                int number,
                Optional<InetSocketAddress> media,
                Optional<InetSocketAddress> control) {
            this(number, media, control, ChannelMedia.AUDIO_SESSION);
        }

        @Override
        public String detail() {
            return String.valueOf(number);
        }
    }

    record OpenLogicalChannelReject(int number, Why why) implements H245Message {
        /// The causes we tell (H.245 §B.3.3).
        public enum Why {
            UNSPECIFIED,
            DATA_TYPE_NOT_SUPPORTED,
            MASTER_SLAVE_CONFLICT
        }

        @Override
        public String detail() {
            return number + " " + why;
        }
    }

    record OpenLogicalChannelConfirm(int number) implements H245Message {}

    record CloseLogicalChannel(int number) implements H245Message {
        @Override
        public String detail() {
            return String.valueOf(number);
        }
    }

    record CloseLogicalChannelAck(int number) implements H245Message {
        @Override
        public String detail() {
            return String.valueOf(number);
        }
    }

    /// Asks the side that opened a channel to close it.
    record RequestChannelClose(int number) implements H245Message {}

    record RequestChannelCloseAck(int number) implements H245Message {}

    record RequestChannelCloseReject(int number) implements H245Message {}

    /// Asks for other media, most wanted first.
    ///
    /// - {@code fax}: T.38 is asked for instead; {@code modes} is what would do as well.
    /// - {@code sound}: sound is asked for, perhaps in words we do not know.
    record RequestMode(int sequence, List<AudioFormat> modes, Optional<FaxRelay> fax, boolean sound)
            implements H245Message {
        /// Asks for sound.
        public RequestMode(int sequence, List<AudioFormat> modes) {
            this(sequence, modes, Optional.empty(), true);
        }

        /// Asks for fax.
        public RequestMode(int sequence, FaxRelay fax) {
            this(sequence, List.of(), Optional.of(fax), false);
        }

        @Override
        public String detail() {
            var audio = sound && modes.isEmpty() ? "some sound" : modes.toString();
            return fax.map(FaxRelay::toString).orElse(audio);
        }
    }

    record RequestModeAck(int sequence, boolean mostPreferred) implements H245Message {}

    record RequestModeReject(int sequence) implements H245Message {}

    record RoundTripDelayRequest(int sequence) implements H245Message {}

    record RoundTripDelayResponse(int sequence) implements H245Message {}

    /// One digit.
    ///
    /// - {@code durationMillis}: how long it was held, or 0 where it was not said.
    record UserInputSignal(char digit, int durationMillis) implements H245Message {
        @Override
        public String word() {
            return "userInput signal";
        }
    }

    /// The digit sent before is held this long, milliseconds.
    record UserInputSignalUpdate(int durationMillis) implements H245Message {
        @Override
        public String word() {
            return "userInput signalUpdate";
        }
    }

    record UserInputAlphanumeric(String characters) implements H245Message {
        @Override
        public String word() {
            return "userInput alphanumeric";
        }
    }

    record EndSession() implements H245Message {
        @Override
        public String word() {
            return "endSessionCommand";
        }
    }

    /// Says that a request or command was not understood (H.245 §B.14).
    record FunctionNotUnderstood() implements H245Message {}

    /// A message without meaning to us.
    ///
    /// - {@code kind}: decides whether silence is an answer (H.245 §5.9: indications need none).
    record Other(String name, Kind kind) implements H245Message {
        /// The four classes of H.245 Annex A.
        public enum Kind {
            REQUEST,
            RESPONSE,
            COMMAND,
            INDICATION
        }

        @Override
        public String word() {
            return name;
        }
    }
}
