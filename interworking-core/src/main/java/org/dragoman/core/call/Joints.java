package org.dragoman.core.call;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dragoman.core.media.MediaPlane;

/// Which ports of a call are joined: those of its two sides' sound, and those of their video. Video
/// flows between whom sound flows, as soon as both have a port for it.
final class Joints {
    private final Consumer<String> decisions;
    private Optional<Joint> sound = Optional.empty();
    private Optional<Joint> video = Optional.empty();
    private List<LegSlot> talked = List.of(); // who was joined last

    /// Two ports between which packets flow.
    private record Joint(MediaPlane.Opened one, MediaPlane.Opened other) {
        boolean isOf(MediaPlane.Opened port) {
            return one == port || other == port;
        }
    }

    /// - {@code decisions}: told what could not be done, and why.
    Joints(Consumer<String> decisions) {
        this.decisions = decisions;
    }

    /// Who was joined last.
    List<LegSlot> talked() {
        return talked;
    }

    /// Lets sound and video flow between these two, and nobody else of the call.
    void join(LegSlot one, LegSlot other, Collection<LegSlot> all) {
        var port = one.opened();
        var otherPort = other.opened();
        if (port.isEmpty() || otherPort.isEmpty()) {
            return;
        }
        talked = List.of(one, other);
        one.bridge().ifPresent(end -> end.bring(other));
        other.bridge().ifPresent(end -> end.bring(one));
        var wanted = new Joint(port.get(), otherPort.get());
        if (!isThere(sound, wanted)) {
            part(all);
            connect(wanted, isAcross());
            sound = Optional.of(wanted);
        }
        joinVideo();
    }

    /// A leg opened its port of video.
    void joinVideo() {
        if (sound.isEmpty()) {
            return;
        }
        var port = talked.getFirst().openedVideo();
        var otherPort = talked.getLast().openedVideo();
        if (port.isEmpty() || otherPort.isEmpty()) {
            return;
        }
        var wanted = new Joint(port.get(), otherPort.get());
        if (!isThere(video, wanted)) {
            wanted.one().part();
            wanted.other().part();
            connect(wanted, isAcross());
            video = Optional.of(wanted);
        }
    }

    private static boolean isThere(Optional<Joint> joint, Joint wanted) {
        return joint.filter(j -> j.isOf(wanted.one()) && j.isOf(wanted.other())).isPresent();
    }

    private boolean isAcross() {
        return talked.stream().anyMatch(s -> s.bridge().isPresent());
    }

    private void connect(Joint joint, boolean across) {
        if (across) {
            joinAcross(joint);
        } else {
            joint.one().join(joint.other());
        }
    }

    /// The other call may end at this moment, and its port with it; then this one hears so next.
    private void joinAcross(Joint joint) {
        try {
            joint.one().part();
            joint.other().part();
            joint.one().join(joint.other());
        } catch (IllegalStateException gone) {
            decisions.accept("nothing flows to the other call: " + gone.getMessage());
        }
    }

    /// Parts the ports of a call's own legs; the far port of a bridge is parted by that.
    void part(Collection<LegSlot> all) {
        all.stream()
                .filter(s -> s.bridge().isEmpty())
                .flatMap(s -> Stream.of(s.opened(), s.openedVideo()))
                .flatMap(Optional::stream)
                .forEach(MediaPlane.Opened::part);
        sound = Optional.empty();
        video = Optional.empty();
    }

    /// A leg is about to close its ports.
    void forget(LegSlot slot) {
        sound = sound.filter(j -> slot.opened().filter(j::isOf).isEmpty());
        video = video.filter(j -> slot.openedVideo().filter(j::isOf).isEmpty());
    }
}
