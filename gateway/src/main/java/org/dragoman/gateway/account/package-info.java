/// The accounts of the running gateway: those of the configuration, and those that
/// {@code dragoman account} keeps in a file of its own, which is taken up while the gateway runs.
/// Start at {@link LiveAccounts}.
@NullMarked
package org.dragoman.gateway.account;

import org.jspecify.annotations.NullMarked;
