package org.dragoman.core.call;

/// How a digit travelled. A peer that sends one digit by two methods still dials it once.
public enum DigitMethod {
    /// RFC 4733 telephone-event in the RTP stream.
    RTP_EVENT,
    /// A tone in the audio.
    IN_BAND,
    /// SIP INFO, application/dtmf-relay or application/dtmf.
    SIP_INFO,
    /// H.245 UserInputIndication, signal.
    H245_SIGNAL,
    /// H.245 UserInputIndication, alphanumeric.
    H245_ALPHANUMERIC,
    /// Q.931 Keypad facility in an Information message.
    Q931_KEYPAD,
    /// A command of a client or an operator.
    COMMAND
}
