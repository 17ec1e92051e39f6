package org.dragoman.rtmp.dialect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.rtmp.message.RtmpMessage.Command;
import org.dragoman.rules.Mappings;

/// One language of call commands. Has no state but what its client said when it connected.
public interface Dialect {
    /// How long a digit sounds where the client does not say.
    Duration USUAL_DIGIT = Duration.ofMillis(160);

    /// Lower case; for people.
    String name();

    /// What the client asked for by connecting: then it is called from there on. Nothing where it
    /// logs in later, and asks to be called, or never.
    default Optional<Wish.LogIn> login() {
        return Optional.empty();
    }

    /// Whether a client has one call at a time: others find it busy.
    boolean hasOneLine();

    /// What a command wants; nothing where it is none of this language.
    Optional<Wish> read(Command command);

    /// What the client is told, in order.
    List<Command> tell(News news);

    /// The dialect of a client by how it connects.
    static Dialect of(Connect connect, Mappings mappings) {
        if (SiprtmpDialect.isSpokenBy(connect)) {
            return new SiprtmpDialect(connect);
        }
        if (FlashphonerDialect.isSpokenBy(connect)) {
            return new FlashphonerDialect(connect);
        }
        return new FreeswitchDialect(mappings.freeswitchCauses());
    }
}
