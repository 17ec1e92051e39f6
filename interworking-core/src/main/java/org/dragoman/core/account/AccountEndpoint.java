package org.dragoman.core.account;

import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.LegContext;

/// The endpoint of trunk {@link Account#TRUNK}: a leg to an account's number rings all devices
/// that are registered for it.
public final class AccountEndpoint implements Endpoint {
    private final Registrations registrations;

    public AccountEndpoint(Registrations registrations) {
        this.registrations = registrations;
    }

    @Override
    public String protocol() {
        return "account";
    }

    @Override
    public CallLeg makeLeg(LegContext context) {
        return new ForkLeg(context, registrations);
    }

    @Override
    public void close() {} // devices belong to their own endpoints
}
