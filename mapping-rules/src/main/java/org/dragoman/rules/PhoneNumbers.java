package org.dragoman.rules;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.NationalPlans;

/// The national numbering plans that libphonenumber knows.
public final class PhoneNumbers implements NationalPlans {
    /// Whether the plan of this region is known, by its two letters.
    public static boolean isRegion(String text) {
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(text);
    }

    @Override
    public Optional<TelephoneNumber> international(TelephoneNumber dialled, String region) {
        var plans = PhoneNumberUtil.getInstance(); // read when the first is asked for
        boolean begun = dialled.type() == TelephoneNumber.Type.INTERNATIONAL;
        try {
            var number = plans.parse((begun ? "+" : "") + dialled.digits(), region);
            if (!plans.isPossibleNumber(number)) {
                return Optional.empty();
            }
            var written = plans.format(number, PhoneNumberFormat.E164).substring(1);
            return Optional.of(TelephoneNumber.international(written));
        } catch (NumberParseException none) {
            return Optional.empty(); // too short, too long, or nobody's: it stays as it is
        }
    }
}
