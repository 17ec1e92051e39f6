/// Cost of protecting a packet, beside the system's OpenSSL on the same machine in the same run.
/// Start at {@link org.dragoman.tests.bench.srtp.SrtpBench}; no part of the tests.
@NullMarked
package org.dragoman.tests.bench.srtp;

import org.jspecify.annotations.NullMarked;
