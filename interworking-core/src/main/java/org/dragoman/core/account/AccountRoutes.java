package org.dragoman.core.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.route.Dialled;
import org.dragoman.core.route.RouteNotes;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.Routes;
import org.dragoman.core.route.Routing;
import org.dragoman.core.route.TrunkTerms;

/// Routes with accounts: a number that is an account's goes to that account, before the dial plan
/// is asked; an account calls what it may, and its calls beside that are refused here.
public final class AccountRoutes implements Routes {
    private static final Cause REJECTED = Cause.gateway(21); // Q.850: by us, not for the number

    private final Accounts accounts;
    private final Routes plan;

    /// - {@code plan}: for all numbers that are no account's.
    public AccountRoutes(Accounts accounts, Routes plan) {
        this.accounts = accounts;
        this.plan = plan;
    }

    @Override
    public Routing route(RouteQuery query, RouteNotes notes) {
        var request = query.request();
        var called = Dialled.of(request.to());
        boolean fromAccount = query.ingress().equals(Account.TRUNK);
        var caller =
                fromAccount ? accounts.find(Dialled.of(request.from())) : Optional.<Account>empty();
        if (fromAccount && caller.isEmpty()) {
            return new Routing.Refused(REJECTED, "the caller's account is no more");
        }
        if (request.maxForwards() > 0 && accounts.find(called).isPresent()) {
            notes.decided("account " + called, "rings its devices");
            var sent = request.withMaxForwards(request.maxForwards() - 1);
            var target = new Routing.Target(Account.TRUNK, sent);
            return new Routing.To("account " + called, List.of(target), Set.of());
        }
        if (!request.numberComplete() && beginsAccount(called)) {
            return new Routing.NeedsDigits("an account's number begins so");
        }
        if (caller.isPresent()
                && !plan.isEmergency(called)
                && !mayGoOn(caller.get(), request, called)) {
            return new Routing.Refused(
                    REJECTED, "account " + caller.get().number() + " may not call this number");
        }
        var known = caller.map(a -> query.withAccount(a.number())).orElse(query);
        return plan.route(known, notes);
    }

    @Override
    public boolean isEmergency(String dialled) {
        return plan.isEmergency(dialled);
    }

    @Override
    public boolean hasEmergency() {
        return plan.hasEmergency();
    }

    @Override
    public boolean knows(String target) {
        return plan.knows(target);
    }

    @Override
    public TrunkTerms termsOf(String trunk) {
        return plan.termsOf(trunk);
    }

    private boolean beginsAccount(String digits) {
        return accounts.all().stream().anyMatch(a -> a.number().startsWith(digits));
    }

    // while digits are missing the plan asks for them; what it then has is judged anew
    private static boolean mayGoOn(Account caller, CallRequest request, String called) {
        return caller.mayCall(called) || !request.numberComplete() && caller.mayComeToCall(called);
    }
}
