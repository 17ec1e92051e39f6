package org.dragoman.h323;

import java.time.Duration;
import java.util.List;
import org.dragoman.core.media.Codec;
import org.dragoman.h323.h245.H245Settings;

/// How to speak with one peer. {@link #DEFAULT} works with everything known; each part can be
/// forced where a product needs it (H8).
///
/// - {@code fastStart}: offer fast start, and accept it.
/// - {@code tunnelling}: offer H.245 inside call signalling, and accept it; else a connection
///   of its
///   own.
/// - {@code earlyH245}: begin H.245 before the answer where sound is to be heard by then; never
///   with
///   peers that speak H.225.0 version 2 or older (H1).
/// - {@code h245InSetup}: send our capabilities along with Setup (parallelH245Control).
/// - {@code h245AfterFastStart}: exchange capabilities even when fast start has settled
///   everything,
///   so that digits and holding are possible.
/// - {@code order}: whether H.245's first two procedures run one after the other (H2).
/// - {@code digits}: how digits are sent, and which ways we tell the peer that we take.
/// - {@code hold}: how the peer is told that the other side holds.
/// - {@code connectedNumber}: what is said of who was reached (H19).
/// - {@code keepAlive}: rest between round-trip questions; zero asks none (H14, H16).
/// - {@code codecs}: what is offered where the call itself brings no offer.
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
        Duration keepAlive,
        List<Codec> codecs) {

    /// How a digit goes out (H12).
    public enum Digits {
        /// The first the peer says it takes: H.245 signal, alphanumeric, RFC 4733, keypad.
        AUTO,
        SIGNAL,
        ALPHANUMERIC,
        RTP_EVENT,
        KEYPAD
    }

    /// How a peer is held.
    public enum Hold {
        EMPTY_CAPABILITIES,
        NOTIFY,
        NONE
    }

    /// Whom the peer's callers are told that they reached (H19).
    public enum ConnectedNumber {
        /// Whom the called side names; nobody where it names nobody.
        NAMED,
        /// The number that was called, where the called side names no other: for gateways that
        /// want one in every answer. Seen with Asterisk's {@code aniasdni} (ASTERISK-22020).
        CALLED
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
                    Hold.EMPTY_CAPABILITIES,
                    ConnectedNumber.NAMED,
                    Duration.ofSeconds(30),
                    List.of(Codec.PCMA, Codec.PCMU));

    public H323Behaviour {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("an H.323 peer has at least one codec");
        }
    }

    public H323Behaviour withFastStart(boolean on) {
        return new H323Behaviour(
                on,
                tunnelling,
                earlyH245,
                h245InSetup,
                h245AfterFastStart,
                order,
                digits,
                hold,
                connectedNumber,
                keepAlive,
                codecs);
    }

    public H323Behaviour withTunnelling(boolean on) {
        return new H323Behaviour(
                fastStart,
                on,
                earlyH245,
                h245InSetup,
                h245AfterFastStart,
                order,
                digits,
                hold,
                connectedNumber,
                keepAlive,
                codecs);
    }

    public H323Behaviour withEarlyH245(boolean on) {
        return new H323Behaviour(
                fastStart,
                tunnelling,
                on,
                h245InSetup,
                h245AfterFastStart,
                order,
                digits,
                hold,
                connectedNumber,
                keepAlive,
                codecs);
    }

    public H323Behaviour withH245InSetup(boolean on) {
        return new H323Behaviour(
                fastStart,
                tunnelling,
                earlyH245,
                on,
                h245AfterFastStart,
                order,
                digits,
                hold,
                connectedNumber,
                keepAlive,
                codecs);
    }

    public H323Behaviour withH245AfterFastStart(boolean on) {
        return new H323Behaviour(
                fastStart,
                tunnelling,
                earlyH245,
                h245InSetup,
                on,
                order,
                digits,
                hold,
                connectedNumber,
                keepAlive,
                codecs);
    }

    public H323Behaviour withOrder(H245Settings.Order other) {
        return new H323Behaviour(
                fastStart,
                tunnelling,
                earlyH245,
                h245InSetup,
                h245AfterFastStart,
                other,
                digits,
                hold,
                connectedNumber,
                keepAlive,
                codecs);
    }

    public H323Behaviour withDigits(Digits other) {
        return new H323Behaviour(
                fastStart,
                tunnelling,
                earlyH245,
                h245InSetup,
                h245AfterFastStart,
                order,
                other,
                hold,
                connectedNumber,
                keepAlive,
                codecs);
    }

    public H323Behaviour withHold(Hold other) {
        return new H323Behaviour(
                fastStart,
                tunnelling,
                earlyH245,
                h245InSetup,
                h245AfterFastStart,
                order,
                digits,
                other,
                connectedNumber,
                keepAlive,
                codecs);
    }

    public H323Behaviour withConnectedNumber(ConnectedNumber other) {
        return new H323Behaviour(
                fastStart,
                tunnelling,
                earlyH245,
                h245InSetup,
                h245AfterFastStart,
                order,
                digits,
                hold,
                other,
                keepAlive,
                codecs);
    }

    public H323Behaviour withKeepAlive(Duration other) {
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
                other,
                codecs);
    }

    public H323Behaviour withCodecs(List<Codec> others) {
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
                keepAlive,
                others);
    }
}
