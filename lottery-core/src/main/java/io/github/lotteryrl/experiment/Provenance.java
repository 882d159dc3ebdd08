// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lotteryrl.api.Decimal;
import io.github.lotteryrl.kernel.KernelProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says how a result came about: everything that may differ between two runs that give the same bytes. */
final class Provenance {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Provenance() {}

    static byte[] json(RunKey key, Duration wallTime) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", key.toString());
        fields.put("settings", List.of(key.identity().split("\n")));
        fields.put("version", version());
        fields.put("finished", Instant.now().toString());
        fields.put("wallSeconds", new BigDecimal(Decimal.format(wallTime.toMillis() / 1000.0)));
        fields.put("java", System.getProperty("java.vm.name") + ' ' + Runtime.version());
        fields.put("kernels", KernelProvider.kernels().name());
        fields.put("system", System.getProperty("os.name") + ' ' + System.getProperty("os.arch"));
        fields.put("process", ManagementFactory.getRuntimeMXBean().getName());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }

    /** Returns how long the run took, if the file says so. */
    static Optional<Duration> wallTime(byte[] json) {
        try {
            final JsonNode seconds = JSON.readTree(json).path("wallSeconds");
            return seconds.isNumber()
                    ? Optional.of(Duration.ofMillis(Math.round(1e3 * seconds.doubleValue())))
                    : Optional.empty();
        } catch (IOException e) {
            // Somebody has been at it. It has no influence on any result.
            return Optional.empty();
        }
    }

    /** Returns the version in the jar's manifest, which classes outside a jar do not have. */
    static String version() {
        final String version = Provenance.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
