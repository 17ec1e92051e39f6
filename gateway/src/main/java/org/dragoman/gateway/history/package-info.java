/// The calls that accounts had: entered by {@link HistoryKeeper} when calls end, kept by
/// {@link HistoryFolder} in one small file for each account.
@NullMarked
package org.dragoman.gateway.history;

import org.jspecify.annotations.NullMarked;
