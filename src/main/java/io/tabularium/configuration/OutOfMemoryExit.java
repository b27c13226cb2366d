package io.tabularium.configuration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Ends the process at once when a thread dies for want of memory, so that whoever runs it starts it
 * anew: what was acknowledged is on disk, and without that thread requests might wait for ever.
 * Requests that meet a want of memory are answered, and end nothing. Thread-safe.
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
        if (failure instanceof OutOfMemoryError) {
            // Nothing before it: even a line of the log takes memory.
            Runtime.getRuntime().halt(STATUS);
        }
        LOG.atError().setCause(failure).addKeyValue("thread", thread.getName()).log("thread_died");
    }
}
