package io.tabularium.configuration;

import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.jdbc.receipt.ReceiptLimits;
import io.tabularium.adapter.jdbc.write.WriterSettings;
import io.tabularium.configuration.setting.CacheProperties;
import io.tabularium.configuration.setting.IdempotencyProperties;
import io.tabularium.configuration.setting.LimitsProperties;
import io.tabularium.configuration.setting.StorageProperties;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.storage.RecordStore;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all storages have in common: their bounds, and their ports. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    StorageProperties.class,
    CacheProperties.class,
    IdempotencyProperties.class
})
class StorageConfiguration {

    private static final int QUEUED_WRITES = 4_096;
    private static final int WRITES_OF_A_GROUP = 512;

    @Bean
    WriterSettings writerSettings(
            LimitsProperties limits, IdempotencyProperties idempotency, SlowQueries slow) {
        return new WriterSettings(
                QUEUED_WRITES,
                WRITES_OF_A_GROUP,
                limits.queryTimeout(),
                new ReceiptLimits(
                        idempotency.retention(),
                        idempotency.maxKeys(),
                        idempotency.maxSize().toBytes()),
                slow);
    }

    @Bean
    RecordReader recordReader(RecordStore records) {
        return records.reader();
    }

    @Bean
    RecordWriter recordWriter(RecordStore records) {
        return records.writer();
    }
}
