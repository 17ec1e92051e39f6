package org.dragoman.core.account;

import java.time.Instant;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegContext;

/// Something that an account can be called at now: a registered phone, a page that is logged in.
public interface Device {
    /// The number of its account.
    String account();

    /// Names the device among all devices of the gateway. The same device registered anew has the
    /// same id.
    String id();

    Account.Protocol protocol();

    /// What an operator recognizes it by: transport, address, product.
    String description();

    /// How much it is liked among the account's devices: 0 to 1000, as a Contact's q says in
    /// thousandths (RFC 3261 §20.10).
    int priority();

    Instant since();

    /// Until when the registration holds.
    Instant expires();

    /// Makes a leg to this device and no other; {@link org.dragoman.core.call.LegCommand.Dial}
    /// follows. On the call's loop. A device that is gone by then gives a leg that is released.
    CallLeg makeLeg(LegContext context);
}
