package org.dragoman.sip;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.dragoman.core.call.LegId;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.sip.message.Replaces;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.dragoman.sip.registrar.RegisteredContact;

/// The legs that live, by what the network names them with. Safe from any thread.
final class Legs implements SipLeg.Registry {
    private static final int REMEMBERED = 1_000; // dialogs that are over

    private final Map<DialogName, SipLeg> dialogs = new ConcurrentHashMap<>();
    private final Map<InviteName, SipLeg> callers = new ConcurrentHashMap<>();
    private final Map<DialogName, Boolean> over = // not long ago; guarded by itself
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<DialogName, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private final Consumer<String> unreachable;

    /// What names a dialog from our side.
    private record DialogName(String callId, String localTag) {}

    /// What names the calls a peer makes: several INVITEs of the same name are one call
    /// (RFC 3261 §8.2.2.2, RFC 3578).
    private record InviteName(String callId, String remoteTag) {
        static InviteName of(SipRequest invite) {
            return new InviteName(invite.callId(), invite.from().tag().orElse(""));
        }
    }

    /// - {@code unreachable}: told of devices to which nothing can be sent.
    Legs(Consumer<String> unreachable) {
        this.unreachable = unreachable;
    }

    /// The leg of a request's dialog: whoever knows our tag is of the call.
    Optional<SipLeg> of(SipRequest request) {
        return request.to().tag().flatMap(tag -> of(request.callId(), tag));
    }

    /// The leg that sent what is answered here.
    Optional<SipLeg> of(SipResponse response) {
        return of(response.callId(), response.from().tag().orElse(""));
    }

    private Optional<SipLeg> of(String callId, String tag) {
        return Optional.ofNullable(dialogs.get(new DialogName(callId, tag)));
    }

    /// The call that an INVITE outside a dialog began before.
    Optional<SipLeg> begunBy(SipRequest invite) {
        return Optional.ofNullable(callers.get(InviteName.of(invite)));
    }

    /// An INVITE has begun a call.
    void begun(SipRequest invite, SipLeg leg) {
        callers.put(InviteName.of(invite), leg);
    }

    /// The leg of an INVITE that is taken back: of a new one, or of one in a call.
    Optional<SipLeg> cancelled(SipRequest invite) {
        return invite.isOutOfDialog() ? begunBy(invite) : of(invite);
    }

    /// The leg of a dialog that somebody else names.
    Optional<SipLeg> of(Replaces dialog) {
        return of(dialog.callId(), dialog.toTag());
    }

    /// Whether there was such a dialog not long ago.
    boolean hadOne(Replaces dialog) {
        synchronized (over) {
            return over.containsKey(new DialogName(dialog.callId(), dialog.toTag()));
        }
    }

    /// The leg of a dialog that its own peer names (RFC 3891 §3).
    Optional<LegId> replaced(Replaces dialog, String trunk) {
        return of(dialog.callId(), dialog.toTag())
                .filter(leg -> leg.trunk().equals(trunk))
                .map(SipLeg::id);
    }

    /// A device is registered by this flow from now on.
    void cameBack(RegisteredContact contact) {
        dialogs.values().forEach(leg -> leg.peer().cameBack(contact.id(), contact.flow()));
    }

    /// A connection that a peer had made is closed.
    void closed(InetSocketAddress remote, Transport transport, int status) {
        boolean forGood = status != WebSocketLink.LOST;
        dialogs.values().stream()
                .filter(leg -> leg.peer().isAt(remote, transport))
                .forEach(leg -> leg.peer().lost(forGood));
    }

    int count() {
        return dialogs.size();
    }

    void clear() {
        dialogs.clear();
        callers.clear();
    }

    @Override
    public void entered(String callId, String localTag, SipLeg leg) {
        dialogs.put(new DialogName(callId, localTag), leg);
    }

    @Override
    public void left(String callId, String localTag, String remoteTag, SipLeg leg) {
        var name = new DialogName(callId, localTag);
        dialogs.remove(name, leg);
        synchronized (over) {
            over.put(name, true);
        }
        callers.remove(new InviteName(callId, remoteTag), leg);
    }

    @Override
    public void unreachable(String device) {
        unreachable.accept(device);
    }
}
