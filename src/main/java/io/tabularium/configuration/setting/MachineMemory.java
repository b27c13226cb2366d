package io.tabularium.configuration.setting;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/** The memory of the machine, or what a container may have of it. */
final class MachineMemory {

    private MachineMemory() {}

    static long bytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }
}
