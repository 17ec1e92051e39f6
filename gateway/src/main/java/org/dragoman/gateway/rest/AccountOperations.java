package org.dragoman.gateway.rest;

import static org.dragoman.gateway.rest.Operation.answers;

import java.util.List;
import org.dragoman.gateway.rest.Operation.Answer;

/// What may be asked about accounts.
final class AccountOperations {
    static final List<Operation> ALL =
            List.of(
                    new Operation(
                            Scope.READ,
                            "GET",
                            "/accounts",
                            "accounts",
                            "The accounts, and the devices that each can be called at now.",
                            answers(Answer.many(AccountView.class, "The accounts.")),
                            (control, _) -> Reply.ok(control.accounts())));

    private AccountOperations() {}
}
