package io.tabularium.configuration;

import io.tabularium.adapter.web.OperatorGuard;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** The guard before the operator's endpoints, also where they have a port of their own. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(OperatorProperties.class)
class OperatorConfiguration {

    @Bean
    FilterRegistrationBean<OperatorGuard> operatorGuard(
            OperatorProperties operator, WebEndpointProperties endpoints) {
        String basePath = endpoints.getBasePath();
        FilterRegistrationBean<OperatorGuard> registration =
                new FilterRegistrationBean<>(new OperatorGuard(operator.inForce(), basePath));
        registration.addUrlPatterns(basePath + "/*");
        registration.setOrder(FilterRegistrationBean.HIGHEST_PRECEDENCE);
        return registration;
    }
}
