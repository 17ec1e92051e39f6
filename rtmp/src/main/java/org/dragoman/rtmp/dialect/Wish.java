package org.dragoman.rtmp.dialect;

import java.time.Duration;
import java.util.Optional;

/// What a client wants, in no dialect's words. Where a call is named or not, the one that the
/// client is attached to is meant without a name.
public sealed interface Wish {
    /// To be somebody.
    ///
    /// - {@code user}: an account's number, perhaps with {@code @DOMAIN}.
    /// - {@code secret}: the password, or what the dialect makes of it.
    record LogIn(String user, String secret) implements Wish {
        /// The number before the domain.
        public String number() {
            int at = user.indexOf('@');
            return at < 0 ? user : user.substring(0, at);
        }
    }

    record LogOut() implements Wish {}

    /// To be called.
    record Register() implements Wish {}

    record Unregister() implements Wish {}

    /// - {@code transaction}: of the command, for who wants its result.
    record Call(String to, double transaction) implements Wish {}

    record Answer(Optional<String> call) implements Wish {}

    /// - {@code q850}: why, where the client said it.
    record HangUp(Optional<String> call, Optional<Integer> q850) implements Wish {}

    /// Not to answer a call.
    ///
    /// - {@code sipStatus}: why, as SIP says it.
    record Reject(Optional<String> call, int sipStatus) implements Wish {}

    record SendDigits(Optional<String> call, String digits, Duration held) implements Wish {}

    record Hold(Optional<String> call, boolean on) implements Wish {}

    /// To talk in that call, and to hold the one before; without a call to hold it only.
    record Attach(Optional<String> call) implements Wish {}

    record Transfer(Optional<String> call, String to) implements Wish {}

    /// To leave two calls, whose other sides then talk to each other.
    record Join(String one, String other) implements Wish {}

    /// To talk in two calls at once, and to have their other sides hear one another.
    ///
    /// - {@code transaction}: of the command, for who wants its result.
    record Meet(String one, String other, double transaction) implements Wish {}

    /// A command with a result but no consequence.
    record Alive(double transaction) implements Wish {}

    /// What is known and not done.
    ///
    /// - {@code transaction}: of the command; 0 where its client expects no result.
    record Refused(double transaction, String why) implements Wish {}
}
