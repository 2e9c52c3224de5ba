// What somebody must be told of. What each means, and what to do: docs/operations.md.
param token string
param location string
param tags object
param email string
param insightsId string
param workspaceId string
param dataAccountName string
param siteUrl string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-tasdir-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'tasdir'
    enabled: true
    emailReceivers: [{ name: 'operations', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource failures 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'tasdir-failures-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'More than ten requests or function runs failed in fifteen minutes.'
    severity: 2
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'failed'
          metricNamespace: 'microsoft.insights/components'
          metricName: 'requests/failed'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 10
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

// The host moves a message it could not handle five times to a queue whose name ends in -poison, and deletes the first. Queue
// metrics know no single queue, so the writes to those queues are read from the storage log.
resource poison 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = {
  name: 'tasdir-poison-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Tasdir: a message went to a poison queue'
    description: 'A message could not be handled five times.'
    severity: 1
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    // Longer than the log's delay.
    windowSize: 'PT15M'
    autoMitigate: true
    // The table exists once the account has logged something.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'StorageQueueLogs | where AccountName == "${dataAccountName}" and OperationName == "PutMessage" and Uri contains "-poison/messages"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}

resource probe 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'tasdir-site-${token}'
  location: location
  tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'tasdir-site-${token}'
    Name: 'Tasdir site'
    Enabled: true
    Kind: 'standard'
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [
      { Id: 'emea-nl-ams-azr' }
      { Id: 'emea-fr-pra-edge' }
      { Id: 'emea-gb-db3-azr' }
    ]
    Request: { RequestUrl: siteUrl, HttpVerb: 'GET', FollowRedirects: true, ParseDependentRequests: false }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 14 }
  }
}

resource availability 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'tasdir-availability-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The site does not answer from at least two of three places.'
    severity: 1
    enabled: true
    scopes: [probe.id, insightsId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: probe.id
      componentId: insightsId
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: people.id }]
  }
}
