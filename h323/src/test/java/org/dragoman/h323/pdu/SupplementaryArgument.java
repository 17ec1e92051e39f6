package org.dragoman.h323.pdu;

import java.util.Optional;
import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.asn1.per.Octets;
import org.dragoman.h323.asn1.h4501.Code;
import org.dragoman.h323.asn1.h4501.Invoke;
import org.dragoman.h323.asn1.h4501.ReturnResult;
import org.dragoman.h323.asn1.h45011.CIFrcRelArg;
import org.dragoman.h323.asn1.h4502.CTIdentifyRes;
import org.dragoman.h323.asn1.h4502.CTInitiateArg;
import org.dragoman.h323.asn1.h4502.CTSetupArg;

/// Opens the argument or the result of the operations that the golden files hold.
final class SupplementaryArgument {
    private SupplementaryArgument() {}

    static Optional<Record> of(Record value) throws MalformedPdu {
        return switch (value) {
            case Invoke invoke when invoke.argument().isPresent() ->
                    Optional.of(argument(invoke.opcode(), invoke.argument().get()));
            case ReturnResult.Result result ->
                    Optional.of(result(result.opcode(), result.result()));
            default -> Optional.empty();
        };
    }

    private static Record argument(Code operation, Octets octets) throws MalformedPdu {
        return switch ((int) local(operation)) {
            case org.dragoman.h323.asn1.h4502.Values.CALL_TRANSFER_INITIATE ->
                    CTInitiateArg.fromPer(octets);
            case org.dragoman.h323.asn1.h4502.Values.CALL_TRANSFER_SETUP ->
                    CTSetupArg.fromPer(octets);
            case org.dragoman.h323.asn1.h45011.Values.CALL_INTRUSION_FORCED_RELEASE ->
                    CIFrcRelArg.fromPer(octets);
            default ->
                    throw new IllegalStateException("an operation new to the tests: " + operation);
        };
    }

    private static Record result(Code operation, Octets octets) throws MalformedPdu {
        if (local(operation) == org.dragoman.h323.asn1.h4502.Values.CALL_TRANSFER_IDENTIFY) {
            return CTIdentifyRes.fromPer(octets);
        }
        throw new IllegalStateException("a result new to the tests: " + operation);
    }

    private static long local(Code operation) {
        return switch (operation) {
            case Code.Local(long number) -> number;
            case Code.Global global ->
                    throw new IllegalStateException("not a standard operation: " + global);
        };
    }
}
