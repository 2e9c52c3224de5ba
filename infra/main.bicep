// Everything one installation of Tasdir needs, in a resource group of its own.
targetScope = 'subscription'

@description('Name of the installation, given by azd; part of the name of what is created.')
@minLength(1)
@maxLength(24)
param environmentName string

@description('Azure region; it must offer Flex Consumption.')
param location string

@description('Address under which applicants and officers reach the site, https and without a final slash; empty: the function app\'s own.')
param siteBaseUrl string = ''

@description('Address that letters come from; verified at SendGrid.')
param mailFrom string

@description('Whom mail may go to: addresses, domains as @example.org, or * for everybody. Empty: no mail leaves.')
param mailAllowedRecipients string[] = []

@description('Key of the mail service. It is kept in Key Vault only.')
@secure()
@minLength(1)
param mailApiKey string

@description('The domain that answers by mail are written to; its MX record names SendGrid.')
param mailReplyDomain string

@description('The key that signs reply addresses, 32 characters at least. It is kept in Key Vault only.')
@secure()
@minLength(32)
param mailReplyKey string

@description('The path segment that only Inbound Parse is told, 16 characters at least. It is kept in Key Vault only.')
@secure()
@minLength(16)
param mailInboundSecret string

@description('The password that Inbound Parse signs in with, 16 characters at least. It is kept in Key Vault only.')
@secure()
@minLength(16)
param mailInboundPassword string

@description('The public key of the event webhook, as SendGrid shows it.')
param mailEventKey string

@description('Entra tenant whose accounts sign in officers; empty: the subscription\'s.')
param identityTenantId string = ''

@description('Audience of the access tokens: the application id, or its URI.')
param identityAudience string

@description('Address to which alerts are mailed.')
param alertEmail string

@description('Redundancy of the data account. Standard_GZRS keeps a copy in the paired region; a region without zones takes Standard_GRS.')
@allowed(['Standard_GZRS', 'Standard_RAGZRS', 'Standard_GRS', 'Standard_ZRS', 'Standard_LRS'])
param dataRedundancy string = 'Standard_GZRS'

@description('Days a payment file can neither be changed nor deleted.')
@minValue(1)
@maxValue(146000)
param paymentRetentionDays int = 3650

@description('Sites whose pages may write files straight to the storage, https and without a final slash; empty: every file goes through the app.')
param directUploadOrigins string[] = []

@description('Gigabytes of documents that are scanned for malware in a month; what comes beyond them waits.')
@minValue(1)
param scanGigabytesPerMonth int = 500

@description('Most instances the app may scale to.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }
var appName = 'func-tasdir-${token}'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-tasdir-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  scope: group
  params: { name: 'id-tasdir-${token}', location: location, tags: tags }
}

module monitoring 'monitoring.bicep' = {
  scope: group
  params: { token: token, location: location, tags: tags }
}

module storage 'storage.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    dataRedundancy: dataRedundancy
    paymentRetentionDays: paymentRetentionDays
    directUploadOrigins: directUploadOrigins
    scanGigabytesPerMonth: scanGigabytesPerMonth
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    mailApiKey: mailApiKey
    mailReplyKey: mailReplyKey
    mailInboundSecret: mailInboundSecret
    mailInboundPassword: mailInboundPassword
    workspaceId: monitoring.outputs.workspaceId
  }
}

module roles 'roles.bicep' = {
  scope: group
  params: {
    principalId: identity.outputs.principalId
    hostAccountName: storage.outputs.hostAccountName
    dataAccountName: storage.outputs.dataAccountName
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

module app 'app.bicep' = {
  scope: group
  params: {
    name: appName
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hostAccountName: storage.outputs.hostAccountName
    dataAccountName: storage.outputs.dataAccountName
    packageContainer: storage.outputs.packageContainer
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    workspaceId: monitoring.outputs.workspaceId
    maximumInstances: maximumInstances
    directUpload: !empty(directUploadOrigins)
    siteBaseUrl: siteBaseUrl
    mailApiKeySecretUri: vault.outputs.mailApiKeySecretUri
    mailReplyDomain: mailReplyDomain
    mailEventKey: mailEventKey
    mailReplyKeySecretUri: vault.outputs.mailReplyKeySecretUri
    mailInboundSecretSecretUri: vault.outputs.mailInboundSecretSecretUri
    mailInboundSignInSecretUri: vault.outputs.mailInboundSignInSecretUri
    mailFrom: mailFrom
    mailAllowedRecipients: mailAllowedRecipients
    identityAuthority: '${environment().authentication.loginEndpoint}${empty(identityTenantId) ? tenant().tenantId : identityTenantId}/v2.0'
    identityAudience: identityAudience
  }
  // The app reads its package, its storage and its secret as soon as it exists.
  dependsOn: [roles]
}

module alerts 'alerts.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    email: alertEmail
    insightsId: monitoring.outputs.insightsId
    workspaceId: monitoring.outputs.workspaceId
    dataAccountName: storage.outputs.dataAccountName
    siteUrl: app.outputs.siteUrl
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_APP string = app.outputs.name
output TASDIR_SITE_URL string = app.outputs.siteUrl
output TASDIR_DATA_ACCOUNT string = storage.outputs.dataAccountName
