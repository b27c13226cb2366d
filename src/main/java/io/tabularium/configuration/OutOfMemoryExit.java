package io.tabularium.configuration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Ends the process at once when a thread dies of an error of the virtual machine, such as want of
 * memory, so that its supervisor starts it again: acknowledged writes are on disk, and without that
 * thread requests might wait for ever. A request that fails for want of memory is answered, and
 * ends nothing. Thread-safe.
 */
@Component
@Lazy(false)
final class OutOfMemoryExit implements Thread.UncaughtExceptionHandler, InitializingBean {

    private static final int STATUS = 3;
    private static final Logger LOG = LoggerFactory.getLogger(OutOfMemoryExit.class);

    @Override
    public void afterPropertiesSet() {
        Thread.setDefaultUncaughtExceptionHandler(this);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (failure instanceof VirtualMachineError) {
            // Nothing before it: even a line of the log takes memory.
            Runtime.getRuntime().halt(STATUS);
        }
        LOG.atError().setCause(failure).addKeyValue("thread", thread.getName()).log("thread_died");
    }
}
