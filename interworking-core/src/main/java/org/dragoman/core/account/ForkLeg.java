package org.dragoman.core.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.route.Dialled;

/// The leg to an account: calls all its devices, by whatever protocol each has, and drives a
/// {@link ForkMachine}.
final class ForkLeg implements CallLeg {
    private final LegContext context;
    private final Registrations registrations;
    private final Map<Integer, LegContext.Branch> branches = new HashMap<>();
    private ForkMachine machine;

    ForkLeg(LegContext context, Registrations registrations) {
        this.context = context;
        this.registrations = registrations;
        this.machine = new ForkMachine(context.id(), List.of());
    }

    @Override
    public LegId id() {
        return context.id();
    }

    @Override
    public boolean isFork() {
        return true;
    }

    @Override
    public void execute(LegCommand command) {
        if (command instanceof LegCommand.Dial(var request)) {
            call(request);
        }
        perform(machine.ordered(command));
    }

    private void call(CallRequest request) {
        var devices = new TreeMap<Integer, Device>();
        registrations
                .of(Dialled.of(request.to()))
                .forEach(device -> devices.put(devices.size() + 1, device));
        if (devices.isEmpty()) {
            context.trace().decision(id(), "no device of the account is registered");
            context.emit(new LegEvent.Released(id(), Cause.SUBSCRIBER_ABSENT));
            return;
        }
        machine = new ForkMachine(id(), devices.keySet());
        devices.forEach(this::branch);
    }

    private void branch(int number, Device device) {
        context.trace().decision(id(), "device " + number + ": " + device.description());
        var branch =
                context.branch(
                        number,
                        device.protocol().word(),
                        device::makeLeg,
                        event -> perform(machine.heard(number, event)));
        branches.put(number, branch);
    }

    private void perform(List<ForkMachine.Output> outputs) {
        for (var output : outputs) {
            switch (output) {
                case ForkMachine.Order(int number, var command) ->
                        branches.get(number).order(command);
                case ForkMachine.Choose(int number) -> branches.get(number).choose();
                case ForkMachine.Report(var event) -> context.emit(event);
            }
        }
    }
}
