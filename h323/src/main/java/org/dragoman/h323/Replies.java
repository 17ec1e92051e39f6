package org.dragoman.h323;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.h323.h225.H225Codec;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.net.Connection;
import org.dragoman.h323.q931.InformationElement;
import org.dragoman.h323.q931.InformationElement.CallState;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.InformationElement.UserUser;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Codec;
import org.dragoman.h323.q931.Q931Message;

/// What a connection says by itself to messages that belong to no call, or that nobody can read.
/// Source: Q.931 §5.8.
record Replies(Connection connection) {
    private static final int STATUS_RESPONSE = 30; // Q.850
    private static final int INVALID_REFERENCE = 81; // Q.850, Q.931 §5.8.3.2
    private static final int NOT_IMPLEMENTED = 97; // Q.850, Q.931 §5.8.4
    private static final int INVALID_CONTENTS = 100; // Q.850, Q.931 §5.8.6.2
    private static final int ACTIVE = 10; // call state, Q.931 §4.5.7

    /// To a message of no call we know (Q.931 §5.8.3.2).
    void stray(Q931Message message) {
        switch (message.type()) {
            case RELEASE_COMPLETE, STATUS -> {}
            case STATUS_ENQUIRY ->
                    answer(
                            message,
                            MessageType.STATUS,
                            new CauseElement(0, STATUS_RESPONSE),
                            new CallState(0));
            default -> refuse(message, INVALID_REFERENCE);
        }
    }

    void refuse(Q931Message message, int cause) {
        var info =
                message.userUser()
                        .flatMap(u -> identifierOf(u.content()))
                        .map(id -> UserInformation.builder().callIdentifier(id).build());
        var elements = new ArrayList<InformationElement>();
        elements.add(new CauseElement(1, cause));
        info.ifPresent(
                i -> elements.add(new UserUser(H225Codec.encode(MessageType.RELEASE_COMPLETE, i))));
        connection.send(
                Q931Codec.encode(
                        Q931Message.of(
                                message.callReference(),
                                !message.fromDestination(),
                                MessageType.RELEASE_COMPLETE,
                                elements)));
    }

    /// To a message that cannot be read.
    ///
    /// - {@code reference}: as {@link Q931Codec#referenceOf} found it.
    /// - {@code known}: it belongs to a call.
    void unreadable(byte[] content, int reference, boolean known, PeerFault fault) {
        boolean fromDestination = (reference & 0x8000) != 0;
        boolean setup = content[4] == MessageType.SETUP.code();
        var shell =
                new Q931Message(reference & 0x7FFF, fromDestination, MessageType.STATUS, List.of());
        if (fault instanceof PeerFault.Unsupported) {
            answer(
                    shell,
                    MessageType.STATUS,
                    new CauseElement(1, NOT_IMPLEMENTED),
                    new CallState(known ? ACTIVE : 0));
        } else if (setup && !known) {
            refuse(shell, INVALID_CONTENTS);
        }
    }

    private static Optional<Octets> identifierOf(Octets content) {
        try {
            return H225Codec.decode(content).callIdentifier();
        } catch (PeerFault unreadable) {
            return Optional.empty(); // then the answer names none
        }
    }

    private void answer(Q931Message message, MessageType type, InformationElement... elements) {
        connection.send(
                Q931Codec.encode(
                        Q931Message.of(
                                message.callReference(),
                                !message.fromDestination(),
                                type,
                                elements)));
    }
}
