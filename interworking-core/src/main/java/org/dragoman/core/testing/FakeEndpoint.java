package org.dragoman.core.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.LegContext;

/// An endpoint whose legs are {@link FakeLeg}s.
public final class FakeEndpoint implements Endpoint {
    private final String protocol;
    private final FakeLeg.Behaviour behaviour;
    private final boolean keep;
    private final List<FakeLeg> legs = new CopyOnWriteArrayList<>();

    public FakeEndpoint(String protocol, FakeLeg.Behaviour behaviour) {
        this(protocol, behaviour, true);
    }

    /// - {@code keep}: whether legs made are remembered; not where thousands are made.
    public FakeEndpoint(String protocol, FakeLeg.Behaviour behaviour, boolean keep) {
        this.protocol = protocol;
        this.behaviour = behaviour;
        this.keep = keep;
    }

    @Override
    public String protocol() {
        return protocol;
    }

    @Override
    public CallLeg makeLeg(LegContext context) {
        var leg = new FakeLeg(context, behaviour);
        if (keep) {
            legs.add(leg);
        }
        return leg;
    }

    /// The legs made so far.
    public List<FakeLeg> legs() {
        return List.copyOf(legs);
    }

    @Override
    public void close() {}
}
