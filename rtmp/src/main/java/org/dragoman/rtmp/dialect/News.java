package org.dragoman.rtmp.dialect;

import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;

/// What a client is told, in no dialect's words.
public sealed interface News {
    /// A call as a client sees it.
    ///
    /// - {@code id}: how client and gateway name it.
    record Facts(String id, boolean incoming, Party caller, Party callee) {
        public Party other() {
            return incoming ? caller : callee;
        }

        /// What to show of a party: its name, or else its number.
        static String shown(Party party) {
            return party.displayName().orElse(party.digits());
        }
    }

    /// - {@code session}: names the connection; nobody could guess it.
    record Connected(String session) implements News {}

    record LoggedIn(String number, String name, String domain) implements News {}

    record LoginFailed() implements News {}

    record LoggedOut(String number, String domain) implements News {}

    /// The client's call is under way.
    record Placed(Facts call, String dialled, double transaction) implements News {}

    /// - {@code inBand}: there is something to hear.
    record Ringing(Facts call, boolean inBand) implements News {}

    /// Somebody calls the client.
    record Incoming(Facts call) implements News {}

    /// - {@code codec}: the name of what the client is sent.
    record Answered(Facts call, String codec) implements News {}

    /// - {@code byClient}: it asked for it itself.
    record Held(Facts call, boolean on, boolean byClient) implements News {}

    record Attached(Optional<String> call) implements News {}

    record Identity(Facts call) implements News {}

    /// - {@code answered}: the two have talked.
    /// - {@code byClient}: it asked for it itself.
    /// - {@code sipStatus}: what SIP would say of the cause, with words.
    record Ended(Facts call, Cause cause, String sipStatus, boolean answered, boolean byClient)
            implements News {}

    /// The client's call did not come to be one.
    record NoCall(String to, String why) implements News {}

    record Alive(double transaction) implements News {}
}
