package org.dragoman.core.call;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dragoman.core.log.CallRecorder;
import org.dragoman.core.log.CallTrace.Kind;
import org.dragoman.core.media.MediaPlane;

/// The legs of a call: makes them, gives them orders, and frees what they held. Used on the call's
/// loop alone.
final class CallLegs {
    private final CallSite site;
    private final CallLoop loop;
    private final CallRecorder recorder;
    private final CallJournal journal;
    private final CallPicture picture;
    private final CallRouting routing;
    private final Map<LegId, LegSlot> slots;

    /// - {@code slots}: where they are kept, in the order in which they came.
    CallLegs(
            CallSite site,
            CallLoop loop,
            CallRecorder recorder,
            CallJournal journal,
            CallPicture picture,
            CallRouting routing,
            Map<LegId, LegSlot> slots) {
        this.site = site;
        this.loop = loop;
        this.recorder = recorder;
        this.journal = journal;
        this.picture = picture;
        this.routing = routing;
        this.slots = slots;
    }

    /// All there were, those that are over too.
    Collection<LegSlot> all() {
        return slots.values();
    }

    /// One, whether it is over or not.
    Optional<LegSlot> find(LegId leg) {
        return Optional.ofNullable(slots.get(leg));
    }

    /// One that is not over.
    Optional<LegSlot> living(LegId leg) {
        return find(leg).filter(s -> !s.isOver());
    }

    /// A port that one of them has open, if any.
    Optional<MediaPlane.Opened> anyMedia() {
        for (var slot : slots.values()) {
            if (slot.opened().isPresent()) {
                return slot.opened();
            }
        }
        return Optional.empty();
    }

    // --- made

    /// The place of the caller's leg; taken before the loop starts.
    LegSlot callerSlot(LegId id, String ingress) {
        var protocol = site.trunks().find(ingress).map(t -> t.endpoint().protocol()).orElse("");
        var slot = new LegSlot(id, ingress, protocol, loop, recorder);
        slot.uses(site.loads().came(ingress));
        slots.put(id, slot);
        return slot;
    }

    /// A leg to a trunk; one that cannot be made is over at once.
    void make(LegId leg, String trunk) {
        var found = site.trunks().find(trunk);
        if (found.isEmpty()) {
            recorder.decision(leg, "there is no trunk " + trunk);
            fail(new LegSlot(leg, trunk, "", loop, recorder), Cause.NO_ROUTE);
            return;
        }
        var endpoint = found.get().endpoint();
        var slot = new LegSlot(leg, trunk, endpoint.protocol(), loop, recorder);
        var use = site.loads().send(trunk, routing.termsOf(trunk));
        if (use.isEmpty()) {
            recorder.decision(leg, Kind.ROUTE, "trunk " + trunk + " has as many calls as it may");
            fail(slot, Cause.NO_CIRCUIT);
            return;
        }
        slot.uses(use.get());
        slot.story().sentBy(routing.way(trunk));
        slots.put(leg, slot);
        seat(slot, endpoint::makeLeg);
    }

    /// The leg of a branch; one that cannot be made is over at once.
    void makeBranch(LegSlot slot, Function<LegContext, CallLeg> make) {
        slots.put(slot.id(), slot);
        seat(slot, make);
    }

    private void seat(LegSlot slot, Function<LegContext, CallLeg> make) {
        try {
            // both ports now, so that no leg runs out of them half way
            living(loop.state().caller())
                    .filter(s -> s != slot && s.bridge().isEmpty())
                    .ifPresent(LegSlot::openMedia);
            var made = make.apply(slot);
            if (!made.isFork()) {
                slot.openMedia(made.transport());
            }
            slot.seat(made);
        } catch (NoMediaPort none) {
            fail(slot, Cause.RESOURCE_UNAVAILABLE);
        } catch (RuntimeException | Error bug) {
            logBug(bug);
            fail(slot, Cause.TEMPORARY_FAILURE);
        }
    }

    /// An attempt that comes to nothing, and is remembered.
    private void fail(LegSlot slot, Cause why) {
        slot.story().sentBy(routing.way(slot.trunk()));
        slot.story().over(why);
        slots.put(slot.id(), slot);
        loop.put(released(slot.id(), why));
    }

    private CallInput released(LegId leg, Cause cause) {
        if (isBranch(leg)) {
            return new CallInput.Branched(new LegEvent.Released(leg, cause));
        }
        return new CallInput.Happened(new LegEvent.Released(leg, cause), site.timers().instant());
    }

    private boolean isBranch(LegId leg) {
        return living(leg).filter(LegSlot::isBranch).isPresent();
    }

    // --- ordered

    void order(LegId leg, LegCommand command) {
        var slot = living(leg);
        slot.ifPresent(s -> s.story().note(command));
        var there = slot.flatMap(LegSlot::leg);
        if (there.isEmpty()) {
            return; // it is over, and has said so
        }
        if (command instanceof LegCommand.AskForKeyFrame
                && !slot.get().mayAskForKeyFrame(site.timers().instant())) {
            return;
        }
        picture.tellOf(command);
        journal.note(slot.get().id(), slot.get().trunk(), command);
        try {
            there.get().execute(command);
        } catch (NoMediaPort none) {
            failed(leg, command, Cause.RESOURCE_UNAVAILABLE);
        } catch (RuntimeException | Error bug) {
            logBug(bug);
            failed(leg, command, Cause.TEMPORARY_FAILURE);
        }
    }

    /// A leg that cannot even end is over; one that fails otherwise ends the call.
    private void failed(LegId leg, LegCommand command, Cause why) {
        boolean ends =
                command instanceof LegCommand.Release
                        || command instanceof LegCommand.Redirect
                        || isBranch(leg);
        if (ends) {
            loop.put(released(leg, why));
        } else {
            loop.put(new CallInput.HangUp(why));
        }
    }

    private void logBug(Throwable fault) {
        journal.bug(fault, loop.state().phase());
    }
}
