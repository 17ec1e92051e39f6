package org.dragoman.h323.h245;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.dragoman.h323.h245.CapabilityMachine.Tell;
import org.dragoman.h323.h245.H245Output.Timer;
import org.dragoman.h323.h245.H245Output.Timer.Kind;
import org.dragoman.h323.h245.H245Settings.Order;
import org.dragoman.h323.h245.MasterSlaveMachine.Begin;
import org.dragoman.h323.h245.MasterSlaveMachine.Determined;

/// What two parties tell one another before any channel: what each takes, and which of them is
/// master. Source: H.245 §C.2 and §C.3.
final class Introduction {
    private static final Timer T101 = new Timer(Kind.T101, 0);
    private static final Timer T106 = new Timer(Kind.T106, 0);
    private static final int NUMBERS = 1 << 24; // H.245 §B.1.1, statusDeterminationNumber

    private final Order order;
    private final Effects effects;
    private final RandomGenerator random;
    private final Consumer<String> failed;
    private CapabilityMachine.State telling = CapabilityMachine.START;
    private MasterSlaveMachine.State deciding = new MasterSlaveMachine.Idle();
    private Optional<CapabilitySet> told = Optional.empty();
    private Optional<CapabilitySet> theirs = Optional.empty();

    /// - {@code failed}: told why the parties cannot come together.
    Introduction(Order order, Effects effects, RandomGenerator random, Consumer<String> failed) {
        this.order = order;
        this.effects = effects;
        this.random = random;
        this.failed = failed;
    }

    /// What the peer takes, as far as it said.
    Optional<CapabilitySet> theirs() {
        return theirs;
    }

    void heard(CapabilitySet set) {
        theirs = Optional.of(set);
    }

    /// What we told last.
    Optional<CapabilitySet> told() {
        return told;
    }

    /// Tells what we take, unless that was told before.
    ///
    /// - {@code silent}: leave it unsaid for now.
    void begin(CapabilitySet ours, boolean silent) {
        if (!silent && !told.equals(Optional.of(ours))) {
            tell(ours);
        }
        if (order == Order.PARALLEL) {
            decide();
        }
    }

    void tell(CapabilitySet set) {
        told = Optional.of(set);
        effects.expired(T101);
        capability(new Tell(set));
    }

    /// Whether the peer has acknowledged what we told.
    boolean isAcknowledged() {
        return telling instanceof CapabilityMachine.Idle(int _, boolean accepted) && accepted;
    }

    /// Whether master and slave are determined; begins to where nobody did yet.
    boolean isDecided() {
        if (deciding instanceof MasterSlaveMachine.Idle) {
            decide();
        }
        return deciding instanceof Determined;
    }

    /// Whether we are the master, as far as that is determined.
    boolean isMaster() {
        return deciding instanceof Determined(boolean master) && master;
    }

    private void decide() {
        masterSlave(new Begin(random.nextInt(NUMBERS)));
    }

    void capabilityReply(H245Message message) {
        capability(new CapabilityMachine.Received(message));
    }

    void masterSlaveMessage(H245Message message) {
        masterSlave(new MasterSlaveMachine.Received(message, random.nextInt(NUMBERS)));
    }

    void capabilityTimeIsUp() {
        capability(new CapabilityMachine.Expired());
    }

    void masterSlaveTimeIsUp() {
        masterSlave(new MasterSlaveMachine.Expired());
    }

    private void capability(CapabilityMachine.Input input) {
        var step = CapabilityMachine.step(telling, input);
        telling = step.next();
        step.sent().forEach(effects::send);
        effects.timer(T101, step.timer());
        if (step.failed()) {
            failed.accept("the peer refused our capabilities");
        }
    }

    private void masterSlave(MasterSlaveMachine.Input input) {
        var step = MasterSlaveMachine.step(deciding, input);
        deciding = step.next();
        step.sent().forEach(effects::send);
        effects.timer(T106, step.timer());
        if (deciding instanceof MasterSlaveMachine.Failed) {
            failed.accept("master and slave cannot be determined");
        }
    }
}
