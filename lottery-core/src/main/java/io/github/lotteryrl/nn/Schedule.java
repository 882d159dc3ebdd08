// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.nn;

/** How a setting moves over a run. */
public enum Schedule {
    /** Stays. */
    CONSTANT {
        @Override
        public double factor(double progress) {
            return 1;
        }
    },
    /** Falls linearly to zero at the end of the run. */
    LINEAR {
        @Override
        public double factor(double progress) {
            return 1 - progress;
        }
    };

    /**
     * Returns what the setting's first value is multiplied with.
     *
     * @param progress the fraction of the run that is done, in [0, 1]
     */
    public abstract double factor(double progress);
}
