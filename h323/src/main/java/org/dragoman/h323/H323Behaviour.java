package org.dragoman.h323;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxPolicy;
import org.dragoman.h323.h245.H245Settings;

/// How to speak with one peer. {@link #DEFAULT} works with everything known; each part can be
/// forced where a product needs it (H8).
///
/// - {@code fastStart}: offer fast start, and accept it.
/// - {@code tunnelling}: offer H.245 inside call signalling, and accept it; else a connection
///   of its own.
/// - {@code earlyH245}: begin H.245 before the answer where sound is to be heard by then; never
///   with peers that speak H.225.0 version 2 or older (H1).
/// - {@code h245InSetup}: send our capabilities along with Setup (parallelH245Control).
/// - {@code h245AfterFastStart}: exchange capabilities even when fast start has settled
///   everything, so that digits and holding are possible.
/// - {@code order}: whether H.245's first two procedures run one after the other (H2).
/// - {@code digits}: how digits are sent, and which ways we tell the peer that we take.
/// - {@code hold}: how the peer is told that the other side holds.
/// - {@code connectedNumber}: what is said of who was reached (H19).
/// - {@code release}: how it is told why a call ends.
/// - {@code keepAlive}: rest between round-trip questions; zero asks none (H14, H16).
/// - {@code fax}: whether its faxes go as T.38, and what it is told of that.
/// - {@code codecs}: what is offered where the call itself brings no offer.
/// - {@code sharesConnection}: several calls may go by one connection of ours, where the peer says
///   that it takes that.
/// - {@code packetTime}: length of the packets it is asked for, and of those we propose to send.
public record H323Behaviour(
        boolean fastStart,
        boolean tunnelling,
        boolean earlyH245,
        boolean h245InSetup,
        boolean h245AfterFastStart,
        H245Settings.Order order,
        Digits digits,
        Hold hold,
        ConnectedNumber connectedNumber,
        ReleaseWords release,
        Duration keepAlive,
        FaxPolicy fax,
        List<Codec> codecs,
        boolean sharesConnection,
        Optional<Duration> packetTime) {

    /// How a digit goes out (H12).
    public enum Digits {
        /// The first the peer says it takes: H.245 signal, alphanumeric, RFC 4733, keypad.
        AUTO,
        SIGNAL,
        ALPHANUMERIC,
        RTP_EVENT,
        KEYPAD,
        /// Tones in the sound (ITU-T Q.23).
        IN_BAND
    }

    /// How a peer is held.
    public enum Hold {
        /// By the empty capability set, but for products that cannot bear it.
        AUTO,
        EMPTY_CAPABILITIES,
        NOTIFY,
        NONE;

        /// Asterisk's chan_ooh323. An empty capability set makes it close its channel and open it
        /// again at once; at the next full set it may crash, walking a list of capabilities of
        /// which one was freed with the channel (seen with 22.10.1).
        private static final String OOH323 = "ooh323";

        /// What this is with a product, as its vendor field names it; it may name none.
        Hold towards(String product) {
            if (this != AUTO) {
                return this;
            }
            return product.startsWith(OOH323) ? NOTIFY : EMPTY_CAPABILITIES;
        }
    }

    /// Whom the peer's callers are told that they reached (H19).
    public enum ConnectedNumber {
        /// Whom the called side names; nobody where it names nobody.
        NAMED,
        /// The number that was called, where the called side names no other: for gateways that
        /// want one in every answer. Seen with Asterisk's {@code aniasdni} (ASTERISK-22020).
        CALLED
    }

    /// What a ReleaseComplete says of why; it says one of both at least (H.225.0 §7.3.8).
    public enum ReleaseWords {
        /// The Cause element, which says most.
        CAUSE,
        /// The reason of the User-user element, by the table: for products that know no other.
        REASON,
        BOTH
    }

    public static final H323Behaviour DEFAULT =
            new H323Behaviour(
                    true,
                    true,
                    true,
                    false,
                    true,
                    H245Settings.Order.CAPABILITIES_FIRST,
                    Digits.AUTO,
                    Hold.AUTO,
                    ConnectedNumber.NAMED,
                    ReleaseWords.CAUSE,
                    Duration.ofSeconds(30),
                    FaxPolicy.DEFAULT,
                    List.of(Codec.PCMA, Codec.PCMU),
                    false,
                    Optional.empty());

    public H323Behaviour {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("an H.323 peer has at least one codec");
        }
    }

    /// The same but for what {@code change} sets.
    public H323Behaviour with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /// A behaviour that is being put together; its fields are those of the record.
    public static final class Draft {
        public boolean fastStart;
        public boolean tunnelling;
        public boolean earlyH245;
        public boolean h245InSetup;
        public boolean h245AfterFastStart;
        public H245Settings.Order order;
        public Digits digits;
        public Hold hold;
        public ConnectedNumber connectedNumber;
        public ReleaseWords release;
        public Duration keepAlive;
        public FaxPolicy fax;
        public List<Codec> codecs;
        public boolean sharesConnection;
        public Optional<Duration> packetTime;

        private Draft(H323Behaviour from) {
            fastStart = from.fastStart;
            tunnelling = from.tunnelling;
            earlyH245 = from.earlyH245;
            h245InSetup = from.h245InSetup;
            h245AfterFastStart = from.h245AfterFastStart;
            order = from.order;
            digits = from.digits;
            hold = from.hold;
            connectedNumber = from.connectedNumber;
            release = from.release;
            keepAlive = from.keepAlive;
            fax = from.fax;
            codecs = from.codecs;
            sharesConnection = from.sharesConnection;
            packetTime = from.packetTime;
        }

        private H323Behaviour done() {
            return new H323Behaviour(
                    fastStart,
                    tunnelling,
                    earlyH245,
                    h245InSetup,
                    h245AfterFastStart,
                    order,
                    digits,
                    hold,
                    connectedNumber,
                    release,
                    keepAlive,
                    fax,
                    codecs,
                    sharesConnection,
                    packetTime);
        }
    }
}
