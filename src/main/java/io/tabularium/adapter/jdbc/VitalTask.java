package io.tabularium.adapter.jdbc;

/**
 * A task of a pool whose failures of the virtual machine are not lost. A pool keeps what a task
 * throws in a future, which nobody reads where tasks are repeated: an {@link OutOfMemoryError}
 * would end the repetition in silence. This one gives it to the thread's handler of uncaught
 * failures.
 *
 * @param task the work itself
 */
public record VitalTask(Runnable task) implements Runnable {

    @Override
    public void run() {
        try {
            task.run();
        } catch (VirtualMachineError e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            throw e;
        }
    }
}
